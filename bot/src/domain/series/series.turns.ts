import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { Leases } from '../../kernel/leases';
import type { Lease } from '../../kernel/leases';
import { SeriesRecord } from './series.port';
import type { Series } from './series.types';

/** How long is waited before what failed is tried again. Milliseconds. */
const AGAIN_MS = 3000;

/** Whose turn it is to go on with a series. */
@Injectable()
export class SeriesTurns {
  private readonly logger = new Logger(SeriesTurns.name);

  constructor(
    private readonly leases: Leases,
    private readonly record: SeriesRecord,
    private readonly clock: Clock,
  ) {}

  /**
   * Goes on with a series as it is known now, until it is over, another bot's, or `signal` is aborted: what fails is tried
   * again. Never rejects.
   */
  async goOn(id: string, work: (series: Series, lease: Lease) => Promise<void>, signal: AbortSignal): Promise<void> {
    for (; !signal.aborted; await this.clock.sleep(AGAIN_MS, signal)) {
      const taken = await this.leases.take(`series:${id}`).catch(() => undefined);
      if (taken === undefined) continue;
      if (!('lease' in taken)) return;
      const { lease } = taken;
      const isOver = await this.turn(id, lease, work);
      // At a shutdown all turns are given back once the last states are drawn.
      if (!signal.aborted) await lease.giveBack();
      if (isOver) return;
    }
  }

  /** @returns whether nobody has to go on with it any more */
  private async turn(
    id: string,
    lease: Lease,
    work: (series: Series, lease: Lease) => Promise<void>,
  ): Promise<boolean> {
    try {
      // Another bot may have gone on with it meanwhile, to its end even.
      const series = (await this.record.open()).find((one) => one.id === id);
      if (series === undefined) return true;
      await work(series, lease);
      return lease.isHeld;
    } catch (error) {
      this.logger.error({ msg: `${id} is not gone on with just now; I try again.`, err: error });
      return false;
    }
  }
}
