import type { RecentChange } from '../changes/change.types';
import { newestAt, NOTHING_TAKEN, withTaken } from './alarm-record';
import type { AlarmAnnouncement } from './announcement.types';
import { begun, goneOn } from './episode';
import type { KeptAlarm } from './episode';
import type { AlarmStanding, AlarmTransition } from './signal.types';
import { TrackedMap } from './tracked-map';

/** An alarm without an episode that was not heard of for so long is forgotten: target tracking renames its alarms. */
const FORGET_MS = 24 * 3_600_000;

/** The alarms' episodes: which transition begins one, goes on with it, or is noise, and when one has ended. */
export class Episodes {
  /** @param alarms what is known of each, by environment and name */
  constructor(
    private readonly quietMs: number,
    private readonly alarms = new TrackedMap<KeptAlarm>(),
  ) {}

  /**
   * What there is to say after a transition: nothing, or one or two announcements.
   * @param lastChange what was changed shortly before it, which an episode that it begins keeps
   */
  take(transition: AlarmTransition, lastChange?: RecentChange): AlarmAnnouncement[] {
    const { environment } = transition.ref;
    const name = nameOf(environment, transition.alarm);
    const known = this.alarms.get(name) ?? { environment, endedAt: 0, record: NOTHING_TAKEN };
    const record = withTaken(known.record, transition);
    if (record === undefined) return [];
    this.alarms.set(name, { ...known, record });
    if (transition.at <= known.endedAt) return [];
    // What was read late, in one go with what came before, still began after a long quiet: it is another episode.
    const ended = this.endIfQuiet(name, transition.at);
    return [...ended, ...this.goOn(name, transition, lastChange)];
  }

  /** Ends the episodes, of one environment or of all, whose alarm had been OK for long enough by `asOf`. */
  settle(asOf: number, environment?: string): AlarmAnnouncement[] {
    const settled = this.alarms
      .entries()
      .filter(([, kept]) => environment === undefined || kept.environment === environment);
    const ended = settled.flatMap(([name]) => this.endIfQuiet(name, asOf));
    for (const [name, { episode, record }] of settled) {
      if (!episode && asOf - newestAt(record) > FORGET_MS) this.alarms.delete(name);
    }
    return ended;
  }

  /** Whether an episode goes on whose alarm is, as far as was heard, in ALARM. */
  isOn(environment: string, alarm: string): boolean {
    return this.alarms.get(nameOf(environment, alarm))?.episode?.state === 'alarm';
  }

  /** The alarms of an environment whose episode ends only with what they do next. */
  waitedFor(environment: string): string[] {
    return this.alarms
      .entries()
      .flatMap(([, { environment: where, episode }]) =>
        where === environment && episode && episode.state !== 'calming' ? [episode.alarm] : [],
      );
  }

  /**
   * Takes in how alarms stand. Of one that is there no more nothing will ever be heard, so its episode ends; what another
   * did before `heardFrom` was missed, so it goes on as it stands.
   * @param waitedFor the alarms that were asked about
   * @param standing those of them that are there
   * @param at when they were asked about; all times are milliseconds since the epoch
   * @param heardFrom what happened since then is heard by itself
   */
  compare(
    environment: string,
    waitedFor: readonly string[],
    standing: ReadonlyMap<string, AlarmStanding>,
    { at, heardFrom }: { at: number; heardFrom: number },
  ): AlarmAnnouncement[] {
    return waitedFor.flatMap((alarm) => {
      const name = nameOf(environment, alarm);
      const episode = this.alarms.get(name)?.episode;
      if (!episode || episode.state === 'calming') return [];
      const stands = standing.get(alarm);
      if (!stands) return this.end(name, at, { gone: true });
      const missed = missedBy(episode, stands);
      return missed && missed.at < heardFrom ? this.take(missed) : [];
    });
  }

  /** How many alarms are remembered. */
  get size(): number {
    return this.alarms.size;
  }

  private goOn(name: string, transition: AlarmTransition, lastChange: RecentChange | undefined): AlarmAnnouncement[] {
    const kept = this.alarms.get(name);
    if (!kept || (!kept.episode && transition.to !== 'ALARM')) return [];
    const episode = kept.episode ? goneOn(kept.episode, transition) : begun(transition, lastChange);
    this.alarms.set(name, { ...kept, episode });
    return [episode];
  }

  private endIfQuiet(name: string, asOf: number): AlarmAnnouncement[] {
    const episode = this.alarms.get(name)?.episode;
    const last = episode?.history.at(-1);
    if (last === undefined || episode?.state !== 'calming' || asOf - last.at < this.quietMs) return [];
    return this.end(name, last.at);
  }

  private end(name: string, endedAt: number, how: { gone?: true } = {}): AlarmAnnouncement[] {
    const kept = this.alarms.get(name);
    if (!kept?.episode) return [];
    const { episode, ...rest } = kept;
    this.alarms.set(name, { ...rest, endedAt });
    return [{ ...episode, ...how, state: 'ended', endedAt }];
  }
}

const nameOf = (environment: string, alarm: string): string => `${environment}:${alarm}`;

/** The transition by which an alarm came to stand as it does, where that was not heard of. */
function missedBy(
  { alarm, ref, history }: AlarmAnnouncement,
  { state, since }: AlarmStanding,
): AlarmTransition | undefined {
  const last = history.at(-1);
  if (!last || since === undefined || state === last.to || since <= last.at) return undefined;
  const id = `${alarm}@${since}:${state}`;
  return { kind: 'alarm', id, at: since, ref, alarm, from: last.to, to: state, reason: '', readings: [] };
}
