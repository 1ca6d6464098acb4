import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { Feed } from '../domain/incidents/announcement.types';
import { SignalSource } from '../domain/incidents/incidents.port';
import { IncidentsService } from '../domain/incidents/incidents.service';
import type { ServiceRef } from '../domain/services/service-ref.types';
import { NotPermittedError } from '../domain/services/services.service';
import { Clock } from '../kernel/clock';
import { SignalsOptions } from './signals.options';
import { WatchedServices } from './watched-services';

/**
 * Each poll reaches back over the one before: AWS shows some things late, and what was seen already changes nothing.
 * Milliseconds.
 */
const OVERLAP_MS = 2 * 60_000;

/** How long a shutdown waits for what is being asked: what is not heard by then would not be said any more. Milliseconds. */
const LEAVE_MS = 2000;

/** Asks AWS for news for as long as the bot runs. What is older than its start is never told. */
@Injectable()
export class SignalPoller implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(SignalPoller.name);
  private readonly leaving = new AbortController();
  /** By feed of an environment: up to when everything was seen, milliseconds since the epoch. */
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

  /** Resolves once nothing is being asked any more, or AWS takes too long to answer. */
  async beforeApplicationShutdown(): Promise<void> {
    this.leaving.abort();
    const answered = new AbortController();
    await Promise.race([this.running, this.clock.sleep(LEAVE_MS, answered.signal)]);
    answered.abort();
  }

  private async run(): Promise<void> {
    const { signal } = this.leaving;
    while (!signal.aborted) {
      await Promise.all(this.watched.environments().map((environment) => this.poll(environment)));
      await this.clock.sleep(this.options.pollSeconds * 1000, signal);
    }
  }

  private async poll(environment: string): Promise<void> {
    // One after the other: an activity is told with what its alarm measured, which is known once the alarm was heard.
    const transitions = await this.read(environment, 'alarms', (refs, since) =>
      this.source.alarmTransitions(environment, refs, since),
    );
    const activities = await this.read(environment, 'scaling activities', (refs, since) =>
      this.source.scalingActivities(environment, refs, since),
    );
    if (this.leaving.signal.aborted) return;
    try {
      const news = [...transitions, ...activities].filter(({ at }) => at >= this.bootedAt);
      for (const signal of news.toSorted((a, b) => a.at - b.at)) await this.incidents.observe(signal);
      const heardUntil = this.seenUntil.get(`${environment} alarms`) ?? this.bootedAt;
      await this.incidents.settle(heardUntil, environment);
    } catch (error) {
      this.logger.error(
        `News of ${environment} could not be dealt with.`,
        error instanceof Error ? error.stack : error,
      );
    }
  }

  /** Each feed by itself, since the one may be denied while the other is not. A failure is logged once, and caught up with later. */
  private async read<T>(
    environment: string,
    feed: Feed,
    ask: (refs: ServiceRef[], since: number) => Promise<T[]>,
  ): Promise<T[]> {
    const key = `${environment} ${feed}`;
    const asOf = this.clock.now();
    try {
      const refs = await this.watched.of(environment);
      const news = await ask(refs, Math.max(this.bootedAt, (this.seenUntil.get(key) ?? 0) - OVERLAP_MS));
      this.seenUntil.set(key, asOf);
      if (this.failing.delete(key)) this.logger.log(`AWS can be asked for ${feed} of ${environment} again.`);
      await this.incidents.heard(environment, feed, asOf);
      return news;
    } catch (error) {
      if (!this.failing.has(key)) {
        const why = error instanceof Error ? error.message : String(error);
        this.logger.warn(`AWS could not be asked for ${feed} of ${environment}; I ask again until it can. ${why}`);
      }
      this.failing.add(key);
      // Anything else passes; a permission that is missing stays so until somebody hears of it.
      if (error instanceof NotPermittedError) await this.incidents.denied(environment, feed, error, asOf);
      return [];
    }
  }
}
