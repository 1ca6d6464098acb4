import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { IncidentsService } from '../domain/incidents/incidents.service';
import { Clock } from '../kernel/clock';
import { Leases } from '../kernel/leases';
import { SignalPoller } from './signal.poller';

/** How long a shutdown waits for what is being asked: what is not heard by then would not be said any more. Milliseconds. */
const LEAVE_MS = 2000;

/** Has one bot watch AWS, of however many there are: this one for as long as it is its turn. */
@Injectable()
export class WatchDuty implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(WatchDuty.name);
  private readonly leaving = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly leases: Leases,
    private readonly incidents: IncidentsService,
    private readonly poller: SignalPoller,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.leases.lookForLeft(() => this.watch(), this.leaving.signal);
  }

  /** Resolves once nothing is being asked any more, or AWS takes too long to answer. */
  async beforeApplicationShutdown(): Promise<void> {
    this.leaving.abort();
    const answered = new AbortController();
    await Promise.race([this.running, this.clock.sleep(LEAVE_MS, answered.signal)]);
    answered.abort();
  }

  /** Watches if nobody does; resolves when somebody else may. */
  private async watch(): Promise<void> {
    const taken = await this.leases.take('watch');
    if (!('lease' in taken)) return;
    const { lease } = taken;
    const leave = (): void => this.incidents.leave();
    lease.over.addEventListener('abort', leave, { once: true });
    try {
      await this.incidents.resume(lease);
      this.logger.log('I watch what happens in AWS.');
      await this.poller.run(AbortSignal.any([this.leaving.signal, lease.over]));
    } catch (error) {
      await lease.giveBack();
      throw error;
    }
    if (!this.leaving.signal.aborted) this.logger.warn('I do not watch AWS any more: another bot may.');
  }
}
