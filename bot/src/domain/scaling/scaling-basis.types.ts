import type { TaskRange } from './scaling.types';

/** `4-10` */
export function rangeWords({ min, max }: TaskRange): string {
  return `${min}-${max}`;
}

/** What a range is planned from. */
export function rangeBasis(range: TaskRange): { key: string; words: string } {
  return { key: rangeWords(range), words: `kept to ${rangeWords(range)}` };
}

/** What a number of tasks is planned from. */
export function desiredBasis(desired: number): { key: string; words: string } {
  return { key: String(desired), words: `set to ${desired}` };
}
