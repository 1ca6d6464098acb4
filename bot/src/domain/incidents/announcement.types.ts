import type { RecentChange } from '../changes/change.types';
import type { ServiceRef } from '../services/service-ref.types';
import type { AlarmTransition, AlarmTrigger, ScalingActivity } from './signal.types';

/** `unknown`: CloudWatch has no data; `calming`: OK again, but not yet for long enough. */
export type EpisodeState = 'alarm' | 'unknown' | 'calming' | 'ended';

/**
 * One episode of an alarm: from the first ALARM until it has been OK for long enough. However often the alarm flaps in
 * between, it stays the one announcement.
 */
export interface AlarmAnnouncement {
  kind: 'alarm';
  /** The same for every state of the same episode: one message per key. */
  key: string;
  ref: ServiceRef;
  state: EpisodeState;
  /** When the alarm first went off, milliseconds since the epoch. */
  startedAt: number;
  /** When the alarm was OK for good, or was found gone, once it is `ended`. */
  endedAt?: number;
  /** The alarm was removed or replaced before it was OK: whether it is over nobody measured. */
  gone?: true;
  alarm: string;
  /** How often it went off. */
  times: number;
  /** The highest reading that it went off with, percent. */
  peak?: number;
  /** The transitions of the episode, oldest first: the first, and the newest. */
  history: AlarmTransition[];
  /** What was changed through this bot shortly before the alarm first went off. */
  lastChange?: RecentChange;
}

/** One scaling activity, out or in. */
export interface ScalingAnnouncement {
  kind: 'scaling';
  /** The same for every state of the same activity: one message per key. */
  key: string;
  ref: ServiceRef;
  direction: 'out' | 'in' | 'unknown';
  activity: ScalingActivity;
  why: ScalingWhy;
  /** What was changed through this bot shortly before. */
  lastChange?: RecentChange;
}

/** Why the number of tasks changed. */
export type ScalingWhy =
  /** A metric was above or below its threshold for so many minutes. */
  | ({ kind: 'load' } & AlarmTrigger)
  /** The minimum was raised above the number of tasks. */
  | { kind: 'minimum'; minimum: number }
  /** The maximum was lowered below the number of tasks. */
  | { kind: 'maximum'; maximum: number }
  | { kind: 'schedule'; name: string }
  /** Something else; only the cause in AWS's words is known. */
  | { kind: 'other' };

/** What AWS is asked for news of. */
export type Feed = 'alarms' | 'scaling activities';

/** News that AWS does not let the bot hear. */
export interface UnheardAnnouncement {
  kind: 'unheard';
  /** The same until it is heard again: one message per key. */
  key: string;
  environment: string;
  feeds: readonly Feed[];
  /** What is not allowed and what to do, in sentences. */
  why: string;
  /** When it was denied first, milliseconds since the epoch. */
  since: number;
  /** When it was heard again, once it is. */
  until?: number;
}

/** What the bot says unasked. The same key again means: edit the message of that key. */
export type Announcement = AlarmAnnouncement | ScalingAnnouncement | UnheardAnnouncement;

/** What the composition root tells the domain about incidents. */
export class IncidentsOptions {
  /** How long an alarm has to be OK before its episode has ended. */
  episodeQuietSeconds!: number;
}
