import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { SignalSource } from '../domain/incidents/incidents.port';
import { IncidentsService } from '../domain/incidents/incidents.service';
import { Clock } from '../kernel/clock';
import { EnvironmentSignals } from './environment-signals';
import { SignalsOptions } from './signals.options';
import { WatchedServices } from './watched-services';

/** How long a shutdown waits for what is being asked: what is not heard by then would not be said any more. Milliseconds. */
const LEAVE_MS = 2000;

/** Asks AWS for news for as long as the bot runs, each environment by itself: a slow one holds up no other. */
@Injectable()
export class SignalPoller implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(SignalPoller.name);
  private readonly leaving = new AbortController();
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly watched: WatchedServices,
    private readonly source: SignalSource,
    private readonly incidents: IncidentsService,
    private readonly clock: Clock,
    private readonly options: SignalsOptions,
  ) {}

  onApplicationBootstrap(): void {
    this.running = Promise.all(this.watched.environments().map((environment) => this.run(environment)));
  }

  /** Resolves once nothing is being asked any more, or AWS takes too long to answer. */
  async beforeApplicationShutdown(): Promise<void> {
    this.leaving.abort();
    const answered = new AbortController();
    await Promise.race([this.running, this.clock.sleep(LEAVE_MS, answered.signal)]);
    answered.abort();
  }

  private async run(environment: string): Promise<void> {
    const { signal } = this.leaving;
    const { watched, source, incidents, clock } = this;
    const signals = new EnvironmentSignals(environment, { watched, source, incidents, clock });
    while (!signal.aborted) {
      await signals.poll(signal).catch((error: unknown) => {
        this.logger.error(`News of ${environment} could not be dealt with.`, error);
      });
      await this.clock.sleep(this.options.pollSeconds * 1000, signal);
    }
  }
}
