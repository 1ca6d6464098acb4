import type { AlarmState, AlarmTransition } from './signal.types';

/** So many of an alarm's transitions are known again. A poll reaches back two minutes, in which there are far fewer. */
const KEPT = 200;

/** Which transitions of one alarm were taken in already. Bounded: what is older than it reaches counts as taken in. */
export class AlarmRecord {
  /** By id, when it was; oldest first. */
  private taken = new Map<string, number>();
  private forgottenUntil = Number.NEGATIVE_INFINITY;

  /** When the newest was, milliseconds since the epoch. */
  get newestAt(): number {
    return Math.max(this.forgottenUntil, ...this.taken.values());
  }

  get size(): number {
    return this.taken.size;
  }

  /** @returns whether it is new */
  take({ id, at }: AlarmTransition): boolean {
    if (this.taken.has(id) || at <= this.forgottenUntil) return false;
    this.taken.set(id, at);
    if (this.taken.size > KEPT) this.forget(KEPT / 2);
    return true;
  }

  private forget(count: number): void {
    const byTime = [...this.taken].toSorted(([, a], [, b]) => a - b);
    this.forgottenUntil = byTime[count - 1]?.[1] ?? this.forgottenUntil;
    this.taken = new Map(byTime.filter(([, at]) => at > this.forgottenUntil));
  }
}

/** The transitions of an episode that are told of: its first, and so many of its newest. */
const TOLD = 50;

/** Puts a transition in its place, oldest first, and leaves out what is no longer told of. */
export function withTransition(history: readonly AlarmTransition[], transition: AlarmTransition): AlarmTransition[] {
  const all = [...history, transition].toSorted((a, b) => a.at - b.at);
  const [first] = all;
  return first && all.length > TOLD ? [first, ...all.slice(1 - TOLD)] : all;
}

/** What an alarm's state is called while its episode goes on. */
export const EPISODE_STATE = { ALARM: 'alarm', OK: 'calming', INSUFFICIENT_DATA: 'unknown' } as const satisfies Record<
  AlarmState,
  string
>;
