import { Injectable } from '@nestjs/common';
import type { RecentChange } from '../changes/change.types';
import { wayBack } from '../changes/way-back.types';
import { ChangesService } from '../changes/changes.service';
import type { ServiceRef } from '../services/service-ref.types';
import type { NotPermittedError } from '../services/services.errors';
import { Activities } from './activities';
import { IncidentsOptions } from './announcement.types';
import type { Announcement, Feed, ScalingAnnouncement } from './announcement.types';
import { Episodes } from './episodes';
import { AnnouncementPublisher } from './incidents.port';
import { directionOf, whyOf } from './scaling-why';
import type { ScalingActivity, Signal } from './signal.types';
import { Unheard } from './unheard';

/** How long after the bot set a range the activity that carries it out may begin. */
const OWN_DOING_MS = 5 * 60_000;

/** For how long a change is what there is to look at first when something happens to its service. */
const SHORTLY_MS = 30 * 60_000;

/** Decides what a signal is: something new to say, more of the same, the end of it, or noise. Waits for nobody. */
@Injectable()
export class IncidentsService {
  private readonly episodes: Episodes;
  private readonly unheard = new Unheard();
  private readonly activities = new Activities();

  constructor(
    options: IncidentsOptions,
    private readonly publisher: AnnouncementPublisher,
    private readonly changes: ChangesService,
  ) {
    this.episodes = new Episodes(options.episodeQuietSeconds * 1000);
  }

  /** Takes in a signal. The same signal again, or an older one than was seen, changes nothing that was said. */
  async observe(signal: Signal): Promise<void> {
    if (signal.kind === 'scaling') return this.say(await this.takeActivity(signal));
    const lastChange = signal.to === 'ALARM' ? await this.changeBefore(signal) : undefined;
    this.say(this.episodes.take(signal, lastChange));
  }

  /**
   * Ends the episodes that have been quiet for long enough.
   * @param asOf the time up to which every signal has been observed, milliseconds since the epoch
   * @param environment where that is so; everywhere when it is left out
   */
  settle(asOf: number, environment?: string): void {
    this.say(this.episodes.settle(asOf, environment));
    this.activities.settle(asOf);
  }

  /** The alarms of an environment of which it is waited that they do something: whether they still exist matters. */
  waitedFor(environment: string): string[] {
    return this.episodes.waitedFor(environment);
  }

  /**
   * Ends the episodes of alarms that were deleted, or replaced under another name, while they were on.
   * @param waitedFor the alarms that were asked about
   * @param there those of them that exist
   * @param at milliseconds since the epoch
   */
  endGone(environment: string, waitedFor: readonly string[], there: ReadonlySet<string>, at: number): void {
    this.say(this.episodes.endGone(environment, waitedFor, there, at));
  }

  /**
   * AWS does not let a feed be read, so nothing of it can be told: said once, until it is `heard` again.
   * @param at milliseconds since the epoch
   */
  denied(environment: string, feed: Feed, error: NotPermittedError, at: number): void {
    const announcement = this.unheard.denied(environment, feed, error, at);
    this.say(announcement ? [announcement] : []);
  }

  /** A feed was read: where it had been denied, that is over. */
  heard(environment: string, feed: Feed, at: number): void {
    this.say(this.unheard.heard(environment, feed, at));
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

  /** What was changed through this bot shortly before; nothing where the record cannot be read. */
  private async changeBefore({ ref, at }: { ref: ServiceRef; at: number }): Promise<RecentChange | undefined> {
    const last = await this.changes.latest(ref, undefined, at).catch(() => undefined);
    if (last === undefined || at - last.at > SHORTLY_MS) return undefined;
    const back = wayBack(last);
    return { actor: last.actor, summary: last.summary, at: last.at, ...(back ? { back } : {}) };
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

  private say(announcements: readonly Announcement[]): void {
    for (const announcement of announcements) this.publisher.publish(announcement);
  }
}
