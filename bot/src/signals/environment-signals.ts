import type { AlarmTransition, ScalingActivity, Signal } from '../domain/incidents/signal.types';
import { FeedReader } from './feed-reader';
import { Reach } from './reach';
import type { SignalParts } from './signal-parts';
import { StandingAlarms } from './standing-alarms';

/**
 * The news of one environment. What happened before it was first listened to is never told, nor what happened long before
 * the start; which alarms were on at the start is, once, and so is the end of what was told before.
 */
export class EnvironmentSignals {
  private readonly alarms: FeedReader;
  private readonly activities: FeedReader;
  private readonly standing: StandingAlarms;
  private readonly startedAt: number;
  private reach: Reach | undefined;
  private knowsStanding = false;
  private knowsUnderWay = false;

  constructor(
    private readonly environment: string,
    private readonly parts: SignalParts,
  ) {
    const { incidents, clock } = parts;
    this.alarms = new FeedReader(environment, 'alarms', incidents, clock);
    this.activities = new FeedReader(environment, 'scaling activities', incidents, clock);
    this.standing = new StandingAlarms(environment, parts);
    this.startedAt = clock.now();
  }

  /** Asks once, and tells what is new. @param signal once it is aborted nothing is told any more */
  async poll(signal: AbortSignal): Promise<void> {
    const { incidents, outside, watched } = this.parts;
    const { startedAt, environment } = this;
    this.reach ??= Reach.of(startedAt, await incidents.listen(environment, startedAt));
    const { reach } = this;
    // One after the other: an activity is told with what its alarm measured, which is known once the alarm was heard.
    const transitions = await this.alarms.read(() => this.readTransitions(reach));
    const activities = await this.activities.read(() => this.readActivities(reach));
    if (signal.aborted) return;
    const news: Signal[] = [...transitions, ...activities];
    await incidents.observe(...news.toSorted((a, b) => a.at - b.at));
    // Before what has been quiet ends: what was missed may have ended long ago.
    await this.standing.compare(reach);
    await incidents.settle(reach.seenUntil('alarms'), environment);
    await outside.look(environment, await watched.of(environment), signal);
  }

  private async readTransitions(reach: Reach): Promise<AlarmTransition[]> {
    const { watched, source, clock } = this.parts;
    const asOf = clock.now();
    const refs = await watched.of(this.environment);
    const standing = this.knowsStanding ? [] : await this.standing.untold(refs, reach);
    const news = await source.alarmTransitions(this.environment, refs, reach.since('alarms'));
    this.knowsStanding = true;
    reach.saw('alarms', asOf);
    return [...standing, ...news.filter(({ at }) => at >= reach.from)];
  }

  private async readActivities(reach: Reach): Promise<ScalingActivity[]> {
    const { watched, source, clock, incidents } = this.parts;
    const asOf = clock.now();
    const refs = await watched.of(this.environment);
    const underWay = incidents.underWay(this.environment);
    const begun = this.knowsUnderWay ? [] : underWay.map(({ at }) => at);
    const since = Math.min(reach.since('scaling activities'), ...begun);
    const news = await source.scalingActivities(this.environment, refs, since);
    this.knowsUnderWay = true;
    reach.saw('scaling activities', asOf);
    return news.filter(({ at, id }) => at >= reach.from || underWay.some((told) => told.id === id));
  }
}
