import { Injectable } from '@nestjs/common';
import type { Lease } from '../../kernel/leases';
import type { AnyChange, RecentChange } from '../changes/change.types';
import { imageBack, wayBack } from '../changes/way-back.types';
import { ChangesService } from '../changes/changes.service';
import type { Deployment } from '../deployments/deployment.types';
import { OutsideRecord } from '../deployments/outside-record.service';
import { imageName } from '../images/image-ref.types';
import type { ServiceRef } from '../services/service-ref.types';
import type { NotPermittedError } from '../services/services.errors';
import { Activities } from './activities';
import { IncidentsOptions } from './announcement.types';
import type { Announcement, Feed, ScalingAnnouncement } from './announcement.types';
import { Episodes } from './episodes';
import { Heard } from './heard';
import { IncidentRecorder } from './incident-recorder';
import { directionOf, whyOf } from './scaling-why';
import type { AlarmStanding, ScalingActivity, Signal } from './signal.types';
import { Unheard } from './unheard';

/** How long after the bot set a range the activity that carries it out may begin. */
const OWN_DOING_MS = 5 * 60_000;

/** For how long a change is what there is to look at first when something happens to its service. */
const SHORTLY_MS = 30 * 60_000;

type Decided = Announcement | readonly Announcement[];

/** Decides what a signal is: something new to say, more of the same, the end of it, or noise. Waits for nobody but the store. */
@Injectable()
export class IncidentsService {
  private readonly known = new Heard();
  private readonly episodes: Episodes;
  private readonly unheard = new Unheard(this.known.unheard);
  private readonly activities = new Activities(this.known.activity);

  constructor(
    options: IncidentsOptions,
    private readonly recorder: IncidentRecorder,
    private readonly changes: ChangesService,
    private readonly outside: OutsideRecord,
  ) {
    this.episodes = new Episodes(options.episodeQuietSeconds * 1000, this.known.alarm);
  }

  /**
   * Before any signal: knows what the bot knew that watched before, and says what that one did not get to say.
   * @param lease for as long as it is held nobody else watches
   * @throws Error when that cannot be read
   */
  async resume(lease: Lease): Promise<void> {
    this.known.restore(await this.recorder.resume(lease));
  }

  /** Another bot watches by now, or will: what is not said yet is for that one to say. */
  leave(): void {
    this.recorder.leave();
  }

  /**
   * Notes that an environment is listened to.
   * @param at milliseconds since the epoch
   * @returns since when it was before; undefined where this is the first time
   */
  async listen(environment: string, at: number): Promise<number | undefined> {
    const before = this.known.listened.get(environment);
    await this.say(() => {
      if (before === undefined) this.known.listened.set(environment, at);
      return [];
    });
    return before;
  }

  /**
   * Takes in signals, in their order. The same signal again, or an older one than was seen, changes nothing that was said.
   */
  observe(...signals: Signal[]): Promise<void> {
    return this.say(async () => {
      const announcements: Announcement[] = [];
      for (const signal of signals) announcements.push(...(await this.take(signal)));
      return announcements;
    });
  }

  /**
   * Ends the episodes that have been quiet for long enough.
   * @param asOf the time up to which every signal has been observed, milliseconds since the epoch
   * @param environment where that is so; everywhere when it is left out
   */
  settle(asOf: number, environment?: string): Promise<void> {
    return this.say(() => {
      this.activities.settle(asOf);
      return this.episodes.settle(asOf, environment);
    });
  }

  /** Whether an episode goes on whose alarm is, as far as was heard, in ALARM. */
  isOn(environment: string, alarm: string): boolean {
    return this.episodes.isOn(environment, alarm);
  }

  /** The scaling activities of an environment whose end was not heard of, oldest first. */
  underWay(environment: string): ScalingActivity[] {
    return this.activities.underWay(environment);
  }

  /** The alarms of an environment of which it is waited that they do something: how they stand matters. */
  waitedFor(environment: string): string[] {
    return this.episodes.waitedFor(environment);
  }

  /**
   * Takes in how alarms stand: ends the episodes of those that were deleted, or replaced under another name, while they
   * were on, and goes on with those whose change was not heard of.
   * @param waitedFor the alarms that were asked about
   * @param standing those of them that exist
   * @param asked when they were asked about, and since when what happens is heard by itself; milliseconds since the epoch
   */
  compare(
    environment: string,
    waitedFor: readonly string[],
    standing: ReadonlyMap<string, AlarmStanding>,
    asked: { at: number; heardFrom: number },
  ): Promise<void> {
    return this.say(() => this.episodes.compare(environment, waitedFor, standing, asked));
  }

  /**
   * AWS does not let a feed be read, so nothing of it can be told: said once, until it is `heard` again.
   * @param at milliseconds since the epoch
   */
  denied(environment: string, feed: Feed, error: NotPermittedError, at: number): Promise<void> {
    return this.say(() => this.unheard.denied(environment, feed, error, at) ?? []);
  }

  /** A feed was read: where it had been denied, that is over. */
  heard(environment: string, feed: Feed, at: number): Promise<void> {
    return this.say(() => this.unheard.heard(environment, feed, at));
  }

  private async take(signal: Signal): Promise<Announcement[]> {
    if (signal.kind === 'scaling') return this.takeActivity(signal);
    const lastChange = signal.to === 'ALARM' ? await this.changeBefore(signal) : undefined;
    return this.episodes.take(signal, lastChange);
  }

  private async takeActivity(activity: ScalingActivity): Promise<ScalingAnnouncement[]> {
    const known = this.activities.take(activity);
    if (!known || (await this.isOwnDoing(known))) return [];
    const key = `scaling:${known.ref.environment}:${known.id}`;
    const why = whyOf(known);
    const lastChange = await this.changeBefore(known);
    const said = { kind: 'scaling', key, ref: known.ref, direction: directionOf(known), activity: known, why } as const;
    return [{ ...said, ...(lastChange ? { lastChange } : {}) }];
  }

  /** What was changed shortly before, through this bot or by others; nothing where the record cannot be read. */
  private async changeBefore({ ref, at }: { ref: ServiceRef; at: number }): Promise<RecentChange | undefined> {
    const [own, others] = await Promise.all([
      this.changes.latest(ref, undefined, at).catch(() => undefined),
      this.outside.latest(ref, at).catch(() => undefined),
    ]);
    const change = own && ownBefore(own);
    const deployed = others && deployedBefore(others);
    const last = deployed && (change === undefined || deployed.at > change.at) ? deployed : change;
    return last === undefined || at - last.at > SHORTLY_MS ? undefined : last;
  }

  // Whoever set a range through the bot was told what comes of it then and there, but not that it would fail.
  private async isOwnDoing(activity: ScalingActivity): Promise<boolean> {
    const why = whyOf(activity);
    if (activity.status === 'failed' || activity.status === 'unfulfilled') return false;
    if (why.kind !== 'minimum' && why.kind !== 'maximum') return false;
    // A record that cannot be read must not hide what AWS did: said twice is better than never.
    const own = await this.changes.latest(activity.ref, ['range']).catch(() => undefined);
    if (own?.kind !== 'range' || activity.at - own.at > OWN_DOING_MS) return false;
    const { to } = own.plan;
    return why.kind === 'minimum' ? why.minimum === to.min : why.maximum === to.max;
  }

  /** Has said what `decide` decides, and saves with it what that changed. */
  private say(decide: () => Decided | Promise<Decided>): Promise<void> {
    return this.recorder.record(async () => {
      const announcements = [await decide()].flat();
      return { announcements, changes: this.known.takeChanges() };
    });
  }
}

function ownBefore(change: AnyChange): RecentChange {
  const back = wayBack(change);
  return { actor: change.actor, summary: change.summary, at: change.at, ...(back ? { back } : {}) };
}

function deployedBefore(deployment: Deployment): RecentChange {
  const { actor, from, to, startedAt: at, isRestart } = deployment;
  const back = imageBack(deployment);
  const summary = { from: imageName(from), to: isRestart ? `${imageName(to)}, new tasks` : imageName(to) };
  return { actor, summary, at, ...(back ? { back } : {}) };
}
