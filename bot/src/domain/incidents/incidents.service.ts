import { Injectable, Logger } from '@nestjs/common';
import { ScalingService } from '../scaling/scaling.service';
import type { NotPermittedError } from '../services/services.service';
import { IncidentsOptions } from './announcement.types';
import type { Announcement, Feed, ScalingAnnouncement } from './announcement.types';
import { Episodes } from './episodes';
import { AnnouncementPublisher } from './incidents.port';
import { directionOf, whyOf } from './scaling-why';
import type { ScalingActivity, Signal } from './signal.types';
import { Unheard } from './unheard';

/** An activity that is over is forgotten after so long: no poll reaches back that far. */
const FORGET_MS = 24 * 3_600_000;
/** How long after the bot set a range the activity that carries it out may begin. */
const OWN_DOING_MS = 5 * 60_000;

/** Decides what a signal is: something new to say, more of the same, the end of it, or noise. */
@Injectable()
export class IncidentsService {
  private readonly log = new Logger(IncidentsService.name);
  private readonly episodes: Episodes;
  private readonly unheard = new Unheard();
  private readonly activities = new Map<string, ScalingActivity>();
  private readonly unsaid = new Map<string, Announcement>();

  constructor(
    options: IncidentsOptions,
    private readonly publisher: AnnouncementPublisher,
    private readonly scaling: ScalingService,
  ) {
    this.episodes = new Episodes(options.episodeQuietSeconds * 1000);
  }

  /**
   * Takes in a signal. The same signal again, or an older one than was seen, changes nothing that was said.
   * Never rejects for a publisher that failed: what was not said is kept and said at the next `settle`.
   */
  async observe(signal: Signal): Promise<void> {
    const announcements = signal.kind === 'alarm' ? this.episodes.take(signal) : this.takeActivity(signal);
    for (const announcement of announcements) await this.say(announcement);
  }

  /**
   * Ends the episodes that have been quiet for long enough, and says again what could not be said.
   * @param asOf the time up to which every signal has been observed, milliseconds since the epoch
   * @param environment where that is so; everywhere when it is left out
   */
  async settle(asOf: number, environment?: string): Promise<void> {
    const again = [...this.unsaid.values()];
    for (const announcement of again) await this.say(announcement);
    for (const announcement of this.episodes.settle(asOf, environment)) await this.say(announcement);
    for (const { id, at } of this.activities.values()) if (asOf - at > FORGET_MS) this.activities.delete(id);
  }

  /**
   * AWS does not let a feed be read, so nothing of it can be told: said once, until it is `heard` again.
   * @param at milliseconds since the epoch
   */
  async denied(environment: string, feed: Feed, error: NotPermittedError, at: number): Promise<void> {
    const announcement = this.unheard.denied(environment, feed, error, at);
    if (announcement) await this.say(announcement);
  }

  /** A feed was read: where it had been denied, that is over. */
  async heard(environment: string, feed: Feed, at: number): Promise<void> {
    for (const announcement of this.unheard.heard(environment, feed, at)) await this.say(announcement);
  }

  private takeActivity(activity: ScalingActivity): ScalingAnnouncement[] {
    const before = this.activities.get(activity.id);
    if (before !== undefined && (before.status !== 'under-way' || activity.status === 'under-way')) return [];
    // What was known of an activity when it began stays true: its trigger and its count before cannot be read later.
    const { from = activity.from, trigger = activity.trigger } = before ?? {};
    const known = { ...activity, ...(from === undefined ? {} : { from }), ...(trigger ? { trigger } : {}) };
    this.activities.set(activity.id, known);
    if (this.isOwnDoing(known)) return [];
    const key = `scaling:${known.ref.environment}:${known.id}`;
    const why = whyOf(known);
    return [{ kind: 'scaling', key, ref: known.ref, direction: directionOf(known), activity: known, why }];
  }

  // Whoever set a range through the bot was told what comes of it then and there.
  private isOwnDoing(activity: ScalingActivity): boolean {
    const why = whyOf(activity);
    const own = this.scaling.lastRangeSetHere(activity.ref);
    if (own === undefined || activity.at - own.at > OWN_DOING_MS) return false;
    return (
      (why.kind === 'minimum' && why.minimum === own.range.min) ||
      (why.kind === 'maximum' && why.maximum === own.range.max)
    );
  }

  private async say(announcement: Announcement): Promise<void> {
    try {
      await this.publisher.publish(announcement);
      this.unsaid.delete(announcement.key);
    } catch (error) {
      this.unsaid.set(announcement.key, announcement);
      this.log.error(`Could not say ${announcement.key}; it will be tried again.`, error);
    }
  }
}
