import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Leases } from '../../kernel/leases';
import { SeriesRecord } from './series.port';
import { SeriesRunner } from './series.runner';

/** Goes on with the series of bots that are gone, in the same message. */
@Injectable()
export class SeriesResumption implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly leaving = new AbortController();

  constructor(
    private readonly record: SeriesRecord,
    private readonly runner: SeriesRunner,
    private readonly leases: Leases,
  ) {}

  onApplicationBootstrap(): void {
    void this.resume();
  }

  beforeApplicationShutdown(): void {
    this.leaving.abort();
  }

  /** Resolves when the bot is told to end, or there can be no more of them. Never rejects. */
  resume(): Promise<void> {
    return this.leases.lookForLeft(async () => {
      for (const series of await this.record.open()) void this.runner.goOn(series);
    }, this.leaving.signal);
  }
}
