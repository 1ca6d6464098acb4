import type { AlarmAnnouncement, EpisodeState } from './announcement.types';
import type { AlarmState, AlarmTransition } from './signal.types';

const STATE: Record<AlarmState, EpisodeState> = { ALARM: 'alarm', OK: 'calming', INSUFFICIENT_DATA: 'unknown' };

interface Kept {
  episode: AlarmAnnouncement | undefined;
  /** Transitions at or before this belong to an episode that has ended. */
  endedAt: number;
  seen: Set<string>;
}

/** The alarms' episodes: which transition begins one, goes on with it, or is noise, and when one has ended. */
export class Episodes {
  private readonly alarms = new Map<string, Kept>();

  constructor(private readonly quietMs: number) {}

  /** What there is to say after a transition: nothing, or one or two announcements. */
  take(transition: AlarmTransition): AlarmAnnouncement[] {
    const kept = this.keptFor(transition);
    if (kept.seen.has(transition.id)) return [];
    kept.seen.add(transition.id);
    if (transition.at <= kept.endedAt) return [];
    // What was read late, in one go with what came before, still began after a long quiet: it is another episode.
    const ended = this.endIfQuiet(kept, transition.at);
    if (kept.episode !== undefined) kept.episode = withTransition(kept.episode, transition);
    else if (transition.to === 'ALARM') kept.episode = begin(transition);
    return [...(ended ? [ended] : []), ...(kept.episode ? [kept.episode] : [])];
  }

  /** Ends the episodes, of one environment or of all, whose alarm had been OK for long enough by `asOf`. */
  settle(asOf: number, environment?: string): AlarmAnnouncement[] {
    return [...this.alarms.values()]
      .filter(({ episode }) => environment === undefined || episode?.ref.environment === environment)
      .flatMap((kept) => this.endIfQuiet(kept, asOf) ?? []);
  }

  private keptFor({ ref, alarm }: AlarmTransition): Kept {
    const key = `${ref.environment}:${alarm}`;
    const kept = this.alarms.get(key) ?? { episode: undefined, endedAt: 0, seen: new Set<string>() };
    this.alarms.set(key, kept);
    return kept;
  }

  private endIfQuiet(kept: Kept, asOf: number): AlarmAnnouncement | undefined {
    const { episode } = kept;
    const last = episode?.history.at(-1);
    if (episode === undefined || last === undefined || episode.state !== 'calming') return undefined;
    if (asOf - last.at < this.quietMs) return undefined;
    kept.episode = undefined;
    kept.endedAt = last.at;
    kept.seen = new Set([last.id]);
    return { ...episode, state: 'ended', endedAt: last.at };
  }
}

function begin(transition: AlarmTransition): AlarmAnnouncement {
  const { ref, alarm, at } = transition;
  const key = `alarm:${ref.environment}:${alarm}:${at}`;
  return { kind: 'alarm', key, ref, state: 'alarm', startedAt: at, alarm, history: [transition] };
}

function withTransition(episode: AlarmAnnouncement, transition: AlarmTransition): AlarmAnnouncement {
  const history = [...episode.history, transition].toSorted((a, b) => a.at - b.at);
  return { ...episode, history, state: STATE[history.at(-1)?.to ?? 'ALARM'] };
}
