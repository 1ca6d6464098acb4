import type { AlarmTransition } from './signal.types';

/** So many of an alarm's transitions are known again. A poll reaches back two minutes, in which there are far fewer. */
const KEPT = 200;

/** Which transitions of one alarm were taken in already. Bounded: what is older than it reaches counts as taken in. */
export interface AlarmRecord {
  /** Each by its id and when it was, milliseconds since the epoch. */
  taken: readonly (readonly [id: string, at: number])[];
  /** Everything at or before this counts as taken in. */
  forgottenUntil?: number;
}

export const NOTHING_TAKEN: AlarmRecord = { taken: [] };

/** When the newest was, milliseconds since the epoch. */
export function newestAt({ taken, forgottenUntil = Number.NEGATIVE_INFINITY }: AlarmRecord): number {
  return Math.max(forgottenUntil, ...taken.map(([, at]) => at));
}

/** The record with one more transition; undefined where it is not new. */
export function withTaken(record: AlarmRecord, { id, at }: AlarmTransition): AlarmRecord | undefined {
  const { forgottenUntil = Number.NEGATIVE_INFINITY } = record;
  if (at <= forgottenUntil || record.taken.some(([known]) => known === id)) return undefined;
  const taken = [...record.taken, [id, at] as const];
  return taken.length > KEPT ? withoutOldest(taken) : { ...record, taken };
}

function withoutOldest(taken: AlarmRecord['taken']): AlarmRecord {
  const byTime = taken.toSorted(([, a], [, b]) => a - b);
  const forgottenUntil = byTime[KEPT / 2 - 1]?.[1] ?? 0;
  return { taken: byTime.filter(([, at]) => at > forgottenUntil), forgottenUntil };
}
