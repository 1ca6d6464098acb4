import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { DeliveryRepository } from './delivery.repository';
import type { Delivery } from './delivery.repository';
import { Once } from './once';

/** Slack waits three seconds for an acknowledgement: a database that does not answer must not cost it. Milliseconds. */
const PATIENCE_MS = 1000;

/** Tells what was delivered before, also before a restart, and remembers what is not answered yet. */
@Injectable()
export class Deliveries {
  private readonly logger = new Logger(Deliveries.name);
  private readonly once = new Once();
  /** What the repository has not answered yet, by id: what it is told later must not pass it. */
  private readonly taking = new Map<string, Promise<boolean>>();

  constructor(
    private readonly repository: DeliveryRepository,
    private readonly clock: Clock,
  ) {}

  /** Takes one on. @returns whether it is to be done: not when it was delivered before */
  async take(delivery: Delivery): Promise<boolean> {
    if (!this.once.isFirst(delivery.id)) return false;
    const patience = new AbortController();
    const late = this.clock.sleep(PATIENCE_MS, patience.signal).then(() => true);
    const taken = this.repository.take(delivery).catch((error: unknown) => {
      this.logger.warn({ msg: `${delivery.command} is not remembered: a restart would lose it.`, err: error });
      return true;
    });
    this.taking.set(
      delivery.id,
      taken.finally(() => this.taking.delete(delivery.id)),
    );
    return Promise.race([taken, late]).finally(() => patience.abort());
  }

  /** It was answered. */
  async settle({ id, command }: Delivery): Promise<void> {
    await this.taking.get(id);
    await this.repository.settle(id).catch((error: unknown) => {
      this.logger.warn({ msg: `That ${command} was answered is not remembered.`, err: error });
    });
  }

  /** It could not be acknowledged, so Slack tells the person that it failed: delivered again it is to be done. */
  async forget({ id, command }: Delivery): Promise<void> {
    this.once.forget(id);
    await this.taking.get(id);
    await this.repository.forget(id).catch((error: unknown) => {
      this.logger.warn({ msg: `That ${command} was not taken on is not remembered.`, err: error });
    });
  }
}
