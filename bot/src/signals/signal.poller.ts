import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { SignalSource } from '../domain/incidents/incidents.port';
import { IncidentsService } from '../domain/incidents/incidents.service';
import { Clock } from '../kernel/clock';
import { SignalsOptions } from './signals.options';
import { WatchedServices } from './watched-services';

/**
 * Each poll reaches back over the one before: AWS shows some things late, and what was seen already changes nothing.
 * Milliseconds.
 */
const OVERLAP_MS = 2 * 60_000;

/** Asks AWS for news for as long as the bot runs. What is older than its start is never told. */
@Injectable()
export class SignalPoller implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(SignalPoller.name);
  private readonly leaving = new AbortController();
  /** By environment: up to when everything was seen, milliseconds since the epoch. */
  private readonly seenUntil = new Map<string, number>();
  private readonly failing = new Set<string>();
  private running: Promise<void> = Promise.resolve();
  private bootedAt = 0;

  constructor(
    private readonly watched: WatchedServices,
    private readonly source: SignalSource,
    private readonly incidents: IncidentsService,
    private readonly clock: Clock,
    private readonly options: SignalsOptions,
  ) {}

  onApplicationBootstrap(): void {
    this.bootedAt = this.clock.now();
    this.running = this.run();
  }

  /** Resolves once nothing is being asked any more. */
  async beforeApplicationShutdown(): Promise<void> {
    this.leaving.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.leaving;
    while (!signal.aborted) {
      await Promise.all(this.watched.environments().map((environment) => this.poll(environment)));
      await this.clock.sleep(this.options.pollSeconds * 1000, signal);
    }
  }

  /** A poll that fails is told once, and caught up with by the next one that does not. */
  private async poll(environment: string): Promise<void> {
    try {
      const asOf = this.clock.now();
      await this.hear(environment);
      this.seenUntil.set(environment, asOf);
      await this.incidents.settle(asOf);
      if (this.failing.delete(environment)) this.logger.log(`AWS can be asked for news of ${environment} again.`);
    } catch (error) {
      if (this.failing.has(environment)) return;
      this.failing.add(environment);
      const why = error instanceof Error ? error.message : String(error);
      this.logger.warn(`AWS could not be asked for news of ${environment}; it is asked again until it can. ${why}`);
    }
  }

  private async hear(environment: string): Promise<void> {
    const since = Math.max(this.bootedAt, (this.seenUntil.get(environment) ?? 0) - OVERLAP_MS);
    const refs = await this.watched.of(environment);
    // One after the other: an activity is told with what its alarm measured, which is known once the alarm was heard.
    const transitions = await this.source.alarmTransitions(environment, refs, since);
    const activities = await this.source.scalingActivities(environment, refs, since);
    const news = [...transitions, ...activities].filter(({ at }) => at >= this.bootedAt);
    for (const signal of news.toSorted((a, b) => a.at - b.at)) await this.incidents.observe(signal);
  }
}
