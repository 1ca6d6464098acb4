import { Logger } from '@nestjs/common';
import type { Feed } from '../domain/incidents/announcement.types';
import type { SignalSource } from '../domain/incidents/incidents.port';
import type { IncidentsService } from '../domain/incidents/incidents.service';
import type { AlarmTransition, ScalingActivity, Signal } from '../domain/incidents/signal.types';
import type { Clock } from '../kernel/clock';
import { FeedReader } from './feed-reader';
import type { WatchedServices } from './watched-services';

/** Each poll reaches back over the one before: AWS shows some things late, and what was seen already changes nothing. */
const OVERLAP_MS = 2 * 60_000;
/** How often it is asked whether the alarms that are on still exist. CloudWatch's own history does not tell of that. */
const EXISTENCE_MS = 60_000;

/** What the news of an environment are read with, and who hears them. */
export interface SignalParts {
  watched: WatchedServices;
  source: SignalSource;
  incidents: IncidentsService;
  clock: Clock;
}

/** The news of one environment. What happened before the start is never told; which alarms were on then is, once. */
export class EnvironmentSignals {
  private readonly logger = new Logger(EnvironmentSignals.name);
  private readonly alarms: FeedReader;
  private readonly activities: FeedReader;
  private readonly bootedAt: number;
  /** Up to when everything was seen, milliseconds since the epoch. */
  private readonly seenUntil: Record<Feed, number>;
  private knowsStanding = false;
  private existenceAskedAt = 0;
  private existenceUnknown = false;

  constructor(
    private readonly environment: string,
    private readonly parts: SignalParts,
  ) {
    const { incidents, clock } = parts;
    this.alarms = new FeedReader(environment, 'alarms', incidents, clock);
    this.activities = new FeedReader(environment, 'scaling activities', incidents, clock);
    this.bootedAt = clock.now();
    this.seenUntil = { alarms: this.bootedAt, 'scaling activities': this.bootedAt };
  }

  /** Asks once, and tells what is new. @param signal once it is aborted nothing is told any more */
  async poll(signal: AbortSignal): Promise<void> {
    // One after the other: an activity is told with what its alarm measured, which is known once the alarm was heard.
    const transitions = await this.alarms.read(() => this.readTransitions());
    const activities = await this.activities.read(() => this.readActivities());
    if (signal.aborted) return;
    const { incidents } = this.parts;
    const news: Signal[] = [...transitions, ...activities];
    for (const one of news.toSorted((a, b) => a.at - b.at)) await incidents.observe(one);
    incidents.settle(this.seenUntil.alarms, this.environment);
    await this.endGone();
  }

  private async readTransitions(): Promise<AlarmTransition[]> {
    const { watched, source, clock } = this.parts;
    const asOf = clock.now();
    const refs = await watched.of(this.environment);
    const standing = this.knowsStanding ? [] : await source.alarmsNow(this.environment, refs);
    const news = await source.alarmTransitions(this.environment, refs, this.since('alarms'));
    this.knowsStanding = true;
    this.seenUntil.alarms = asOf;
    return [...standing.filter(({ at }) => at < this.bootedAt), ...news.filter(({ at }) => at >= this.bootedAt)];
  }

  private async readActivities(): Promise<ScalingActivity[]> {
    const { watched, source, clock } = this.parts;
    const asOf = clock.now();
    const refs = await watched.of(this.environment);
    const news = await source.scalingActivities(this.environment, refs, this.since('scaling activities'));
    this.seenUntil['scaling activities'] = asOf;
    return news.filter(({ at }) => at >= this.bootedAt);
  }

  private since(feed: Feed): number {
    return Math.max(this.bootedAt, this.seenUntil[feed] - OVERLAP_MS);
  }

  private async endGone(): Promise<void> {
    const { source, incidents, clock } = this.parts;
    const names = incidents.waitedFor(this.environment);
    const now = clock.now();
    if (names.length === 0 || now - this.existenceAskedAt < EXISTENCE_MS) return;
    this.existenceAskedAt = now;
    try {
      const states = await source.alarmStates(this.environment, names);
      incidents.endGone(this.environment, names, new Set(states.keys()), now);
      this.existenceUnknown = false;
    } catch (error) {
      // Whether alarms are heard is the feed's to tell; an episode that ends late is no more than that.
      if (this.existenceUnknown) return;
      this.existenceUnknown = true;
      this.logger.warn(`AWS could not be asked whether alarms of ${this.environment} still exist: ${String(error)}`);
    }
  }
}
