import type { RecentChange } from '../changes/change.types';
import { AlarmRecord, EPISODE_STATE, withTransition } from './alarm-record';
import type { AlarmAnnouncement } from './announcement.types';
import type { AlarmState, AlarmTransition } from './signal.types';

/** An alarm without an episode that was not heard of for so long is forgotten: target tracking renames its alarms. */
const FORGET_MS = 24 * 3_600_000;

interface Kept {
  environment: string;
  episode: AlarmAnnouncement | undefined;
  /** Transitions at or before this belong to an episode that has ended. */
  endedAt: number;
  record: AlarmRecord;
}

/** The alarms' episodes: which transition begins one, goes on with it, or is noise, and when one has ended. */
export class Episodes {
  private readonly alarms = new Map<string, Kept>();

  constructor(private readonly quietMs: number) {}

  /**
   * What there is to say after a transition: nothing, or one or two announcements.
   * @param lastChange what was changed shortly before it, which an episode that it begins keeps
   */
  take(transition: AlarmTransition, lastChange?: RecentChange): AlarmAnnouncement[] {
    const kept = this.keptFor(transition);
    if (!kept.record.take(transition) || transition.at <= kept.endedAt) return [];
    // What was read late, in one go with what came before, still began after a long quiet: it is another episode.
    const ended = this.endIfQuiet(kept, transition.at);
    if (kept.episode !== undefined) kept.episode = goOn(kept.episode, transition);
    else if (transition.to === 'ALARM') kept.episode = begin(transition, lastChange);
    return [...(ended ? [ended] : []), ...(kept.episode ? [kept.episode] : [])];
  }

  /** Ends the episodes, of one environment or of all, whose alarm had been OK for long enough by `asOf`. */
  settle(asOf: number, environment?: string): AlarmAnnouncement[] {
    const settled = [...this.alarms].filter(
      ([, kept]) => environment === undefined || kept.environment === environment,
    );
    const ended = settled.flatMap(([, kept]) => this.endIfQuiet(kept, asOf) ?? []);
    for (const [key, { episode, record }] of settled) {
      if (!episode && asOf - record.newestAt > FORGET_MS) this.alarms.delete(key);
    }
    return ended;
  }

  /** The alarms of an environment whose episode ends only with what they do next. */
  waitedFor(environment: string): string[] {
    return [...this.alarms.values()].flatMap(({ environment: where, episode }) =>
      where === environment && episode && episode.state !== 'calming' ? [episode.alarm] : [],
    );
  }

  /**
   * Ends the episodes of alarms that are there no more: nothing will ever be heard of them.
   * @param there the alarms that are there, of those that were waited for
   */
  endGone(
    environment: string,
    waitedFor: readonly string[],
    there: ReadonlySet<string>,
    at: number,
  ): AlarmAnnouncement[] {
    const gone = waitedFor.filter((alarm) => !there.has(alarm));
    return gone.flatMap((alarm) => {
      const kept = this.alarms.get(keyOf(environment, alarm));
      if (!kept?.episode || kept.episode.state === 'calming') return [];
      return end(kept, at, { gone: true });
    });
  }

  /** How many alarms are remembered. */
  get size(): number {
    return this.alarms.size;
  }

  private keptFor({ ref, alarm }: AlarmTransition): Kept {
    const key = keyOf(ref.environment, alarm);
    const { environment } = ref;
    const kept = this.alarms.get(key) ?? { environment, episode: undefined, endedAt: 0, record: new AlarmRecord() };
    this.alarms.set(key, kept);
    return kept;
  }

  private endIfQuiet(kept: Kept, asOf: number): AlarmAnnouncement | undefined {
    const { episode } = kept;
    const last = episode?.history.at(-1);
    if (last === undefined || episode?.state !== 'calming') return undefined;
    return asOf - last.at < this.quietMs ? undefined : end(kept, last.at, {})[0];
  }
}

const keyOf = (environment: string, alarm: string): string => `${environment}:${alarm}`;

const highest = (readings: readonly number[]): { peak?: number } =>
  readings.length > 0 ? { peak: Math.max(...readings) } : {};

function end(kept: Kept, endedAt: number, how: { gone?: true }): AlarmAnnouncement[] {
  const { episode } = kept;
  kept.episode = undefined;
  kept.endedAt = endedAt;
  return episode ? [{ ...episode, ...how, state: 'ended', endedAt }] : [];
}

function begin(transition: AlarmTransition, lastChange: RecentChange | undefined): AlarmAnnouncement {
  const { ref, alarm, at, readings } = transition;
  const key = `alarm:${ref.environment}:${alarm}:${at}`;
  const first = { kind: 'alarm', key, ref, state: 'alarm', startedAt: at, alarm, times: 1 } as const;
  return { ...first, ...highest(readings), history: [transition], ...(lastChange ? { lastChange } : {}) };
}

function goOn(episode: AlarmAnnouncement, transition: AlarmTransition): AlarmAnnouncement {
  const history = withTransition(episode.history, transition);
  const state = EPISODE_STATE[history.at(-1)?.to ?? ('ALARM' satisfies AlarmState)];
  if (transition.to !== 'ALARM') return { ...episode, history, state };
  const readings = [...(episode.peak === undefined ? [] : [episode.peak]), ...transition.readings];
  return { ...episode, history, state, times: episode.times + 1, ...highest(readings) };
}
