import type { Place } from '../../domain/history/history.types';

/** A place in the record as it stands on the button to what is older: `1732000000000-chg-5f0c1a9e3b`. */
export function placeWords({ at, id }: Place): string {
  return `${at}-${id}`;
}

/** Undefined for other words. */
export function readPlace(words: string): Place | undefined {
  const [, at, id] = /^(\d{1,15})-([a-z]+-\w+)$/.exec(words) ?? [];
  return at === undefined || id === undefined ? undefined : { at: Number(at), id };
}
