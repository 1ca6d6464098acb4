import type { RecentChange } from '../changes/change.types';
import type { AlarmRecord } from './alarm-record';
import type { AlarmAnnouncement } from './announcement.types';
import type { AlarmState, AlarmTransition } from './signal.types';

/** What is known of one alarm. Plain data: it is saved as it is. */
export interface KeptAlarm {
  environment: string;
  /** Its episode, while that goes on. */
  episode?: AlarmAnnouncement;
  /** Transitions at or before this belong to an episode that has ended. */
  endedAt: number;
  record: AlarmRecord;
}

/** The transitions of an episode that are told of: its first, and so many of its newest. */
const TOLD = 50;

/** What an alarm's state is called while its episode goes on. */
const EPISODE_STATE = { ALARM: 'alarm', OK: 'calming', INSUFFICIENT_DATA: 'unknown' } as const satisfies Record<
  AlarmState,
  string
>;

/** The episode that a transition to ALARM begins. */
export function begun(transition: AlarmTransition, lastChange: RecentChange | undefined): AlarmAnnouncement {
  const { ref, alarm, at, readings } = transition;
  const key = `alarm:${ref.environment}:${alarm}:${at}`;
  const first = { kind: 'alarm', key, ref, state: 'alarm', startedAt: at, alarm, times: 1 } as const;
  return { ...first, ...highest(readings), history: [transition], ...(lastChange ? { lastChange } : {}) };
}

/** The episode with one more transition, in its place by time. */
export function goneOn(episode: AlarmAnnouncement, transition: AlarmTransition): AlarmAnnouncement {
  const history = withTransition(episode.history, transition);
  const state = EPISODE_STATE[history.at(-1)?.to ?? ('ALARM' satisfies AlarmState)];
  if (transition.to !== 'ALARM') return { ...episode, history, state };
  const readings = [...(episode.peak === undefined ? [] : [episode.peak]), ...transition.readings];
  return { ...episode, history, state, times: episode.times + 1, ...highest(readings) };
}

/** Oldest first, without what is no longer told of. */
function withTransition(history: readonly AlarmTransition[], transition: AlarmTransition): AlarmTransition[] {
  const all = [...history, transition].toSorted((a, b) => a.at - b.at);
  const [first] = all;
  return first && all.length > TOLD ? [first, ...all.slice(1 - TOLD)] : all;
}

const highest = (readings: readonly number[]): { peak?: number } =>
  readings.length > 0 ? { peak: Math.max(...readings) } : {};
