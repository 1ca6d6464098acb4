import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../kernel/clock';
import { EnvironmentSignals } from './environment-signals';
import { SignalParts } from './signal-parts';
import { SignalsOptions } from './signals.options';

/** Asks AWS for news, each environment by itself: a slow one holds up no other. */
@Injectable()
export class SignalPoller {
  private readonly logger = new Logger(SignalPoller.name);

  constructor(
    private readonly parts: SignalParts,
    private readonly clock: Clock,
    private readonly options: SignalsOptions,
  ) {}

  /** Asks until `signal` is aborted. Resolves once nothing is being asked any more. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all(this.parts.watched.environments().map((environment) => this.ask(environment, signal)));
  }

  private async ask(environment: string, signal: AbortSignal): Promise<void> {
    const signals = new EnvironmentSignals(environment, this.parts);
    while (!signal.aborted) {
      await signals.poll(signal).catch((error: unknown) => {
        this.logger.error(`News of ${environment} could not be dealt with.`, error);
      });
      await this.clock.sleep(this.options.pollSeconds * 1000, signal);
    }
  }
}
