import type { ScalingState, TaskRange } from './scaling.types';

/** `4-10` */
export function rangeWords({ min, max }: TaskRange): string {
  return `${min}-${max}`;
}

/** What a range is planned from. */
export function rangeBasis(range: TaskRange): { key: string; words: string } {
  return { key: rangeWords(range), words: `kept to ${rangeWords(range)}` };
}

/**
 * What setting `to` tasks is planned from: how many are wanted, and on which side of the range `to` is. A range that was
 * changed so that it does not contain `to` any more makes another plan of it.
 */
export function desiredBasis(
  desired: number,
  to: number,
  { range, unread }: Pick<ScalingState, 'range' | 'unread'>,
): { key: string; words: string } {
  const side = range === undefined ? '' : sideOf(to, range);
  const kept = range === undefined || side === '' ? '' : ` and kept to ${rangeWords(range)}`;
  const unknown = unread === undefined ? '' : ', and its range cannot be read';
  return { key: `${desired} ${side}`.trim(), words: `set to ${desired}${kept}${unknown}` };
}

function sideOf(to: number, { min, max }: TaskRange): 'below' | 'above' | '' {
  if (to < min) return 'below';
  return to > max ? 'above' : '';
}
