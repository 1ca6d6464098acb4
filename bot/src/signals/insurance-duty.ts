import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { InsuranceService } from '../domain/insurance/insurance.service';
import { Clock } from '../kernel/clock';
import { Leases } from '../kernel/leases';
import { messageOf } from '../kernel/message-of';
import { SignalsOptions } from './signals.options';
import { WatchedServices } from './watched-services';

const HOUR_MS = 3_600_000;
/** A bot that was started just now has other things to do. Milliseconds. */
const FIRST_MS = 10 * 60_000;

/** Has one bot look, once a day, whether what could be gone back to is still there. */
@Injectable()
export class InsuranceDuty implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(InsuranceDuty.name);
  private readonly leaving = new AbortController();

  constructor(
    private readonly leases: Leases,
    private readonly insurance: InsuranceService,
    private readonly watched: WatchedServices,
    private readonly clock: Clock,
    private readonly options: SignalsOptions,
  ) {}

  onApplicationBootstrap(): void {
    if (this.options.insuranceHours > 0) void this.run();
  }

  beforeApplicationShutdown(): void {
    this.leaving.abort();
  }

  /** Looks whenever it is due. Resolves when the bot is told to end. Never rejects. */
  async run(): Promise<void> {
    const { signal } = this.leaving;
    const pause = Math.min(FIRST_MS, this.everyMs);
    for (await this.clock.sleep(pause, signal); !signal.aborted; await this.clock.sleep(pause, signal)) {
      await this.turn(signal).catch((error: unknown) => {
        this.logger.warn(`Whether services can go back could not be looked at; I try again. ${messageOf(error)}`);
      });
    }
  }

  private get everyMs(): number {
    return this.options.insuranceHours * HOUR_MS;
  }

  /** One of several bots does it. */
  private async turn(leaving: AbortSignal): Promise<void> {
    const taken = await this.leases.take('insurance');
    if (!('lease' in taken)) return;
    const { lease } = taken;
    const signal = AbortSignal.any([leaving, lease.over]);
    try {
      for (const environment of this.watched.environments()) {
        if ((await this.insurance.due(environment, this.everyMs)) > this.clock.now()) continue;
        await this.insurance.look(environment, await this.watched.of(environment), signal);
      }
    } finally {
      await lease.giveBack();
    }
  }
}
