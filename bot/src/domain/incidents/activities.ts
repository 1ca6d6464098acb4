import type { ScalingActivity } from './signal.types';
import { TrackedMap } from './tracked-map';

/** How long an activity is known again, milliseconds: one that is under way for longer than AWS takes for anything. */
const FORGET_UNDER_WAY_MS = 24 * 3_600_000;
const FORGET_ENDED_MS = 3_600_000;
/** However much is scaled, so many are known again. */
const KEPT = 2000;

/** The scaling activities that were heard of, each with what was known of it at its beginning. */
export class Activities {
  /** @param heard each as it was heard of last, by environment and id */
  constructor(private readonly heard = new TrackedMap<ScalingActivity>()) {}

  /** @returns what is known of the activity, where this is news: it began, or it ended */
  take(activity: ScalingActivity): ScalingActivity | undefined {
    const key = `${activity.ref.environment}:${activity.id}`;
    const before = this.heard.get(key);
    if (before !== undefined && (before.status !== 'under-way' || activity.status === 'under-way')) return undefined;
    // What was known of an activity when it began stays true: its trigger and its count before cannot be read later.
    const { from = activity.from, trigger = activity.trigger } = before ?? {};
    const known = { ...activity, ...(from === undefined ? {} : { from }), ...(trigger ? { trigger } : {}) };
    this.heard.delete(key);
    this.heard.set(key, known);
    if (this.heard.size > KEPT) this.forgetOldest();
    return known;
  }

  /** Forgets what no poll reaches back to. */
  settle(asOf: number): void {
    for (const [key, { status, at, endedAt = at }] of this.heard.entries()) {
      const age = status === 'under-way' ? asOf - at - FORGET_UNDER_WAY_MS : asOf - endedAt - FORGET_ENDED_MS;
      if (age > 0) this.heard.delete(key);
    }
  }

  /** Those of an environment whose end was not heard of, oldest first. */
  underWay(environment: string): ScalingActivity[] {
    const all = this.heard.entries().map(([, activity]) => activity);
    return all
      .filter(({ ref, status }) => ref.environment === environment && status === 'under-way')
      .toSorted((a, b) => a.at - b.at);
  }

  /** How many are remembered. */
  get size(): number {
    return this.heard.size;
  }

  private forgetOldest(): void {
    const [oldest] = this.heard.entries();
    if (oldest !== undefined) this.heard.delete(oldest[0]);
  }
}
