import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Leases } from '../../kernel/leases';
import { BuildAnnouncements, BuildRecord } from './builds.port';
import { buildKey } from './builds.types';
import type { Build } from './builds.types';

/** Tells of each built image once: what a bot that is gone was to tell, another one tells. */
@Injectable()
export class BuildTeller implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(BuildTeller.name);
  private readonly leaving = new AbortController();

  constructor(
    private readonly record: BuildRecord,
    private readonly announcements: BuildAnnouncements,
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
      for (const build of await this.record.untold()) void this.tell(build);
    }, this.leaving.signal);
  }

  /** Resolves when it was told, or another bot does. Never rejects. */
  async tell(build: Build): Promise<void> {
    const key = buildKey(build);
    try {
      const taken = await this.leases.take(`build:${key}`);
      if (!('lease' in taken)) return;
      try {
        await this.announcements.tell(build);
        await this.record.told(build);
      } finally {
        await taken.lease.giveBack();
      }
    } catch (error) {
      this.logger.error({ msg: `Of ${key} nobody was told yet; I try again at the next start.`, err: error });
    }
  }
}
