import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../kernel/clock';
import { Leases } from '../kernel/leases';
import { Database } from './database';
import { isGone } from './leases/gone';
import { StoreOptions } from './store.options';

const DAY_MS = 24 * 3_600_000;
/** How long it is known where an ended message stands, and any other one: nobody looks at them for longer. Days. */
const ENDED_DAYS = 30;
const SAID_DAYS = 90;
/** Slack delivers again within an hour. Days. */
const DELIVERED_DAYS = 1;

/** Forgets what is too old, once a day, so that what is remembered stays bounded. */
@Injectable()
export class Pruning implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Pruning.name);
  private readonly leaving = new AbortController();

  constructor(
    private readonly database: Database,
    private readonly options: StoreOptions,
    private readonly leases: Leases,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    void this.run();
  }

  beforeApplicationShutdown(): void {
    this.leaving.abort();
  }

  private async run(): Promise<void> {
    const { signal } = this.leaving;
    while (!signal.aborted) {
      await this.pruneAlone().catch((error: unknown) => {
        this.logger.warn({ msg: 'What is too old could not be forgotten; I try again tomorrow.', err: error });
      });
      await this.clock.sleep(DAY_MS, signal);
    }
  }

  /** One of several bots does it. */
  private async pruneAlone(): Promise<void> {
    const taken = await this.leases.take('pruning');
    if (!('lease' in taken)) return;
    try {
      await this.prune();
    } finally {
      await taken.lease.giveBack();
    }
  }

  /** Forgets now. What is still under way is never too old. */
  async prune(): Promise<void> {
    const before = (days: number): number => this.clock.now() - days * DAY_MS;
    const record = before(this.options.recordDays);
    await this.database.run(() =>
      this.database.ask(async (db) => {
        await db.deleteFrom('changes').where('at', '<', record).where('state', '!=', 'running').execute();
        await db.deleteFrom('deployments').where('started_at', '<', record).where('followed', '=', 0).execute();
        await db.deleteFrom('series').where('at', '<', record).where('open', '=', 0).execute();
        await db.deleteFrom('jobs').where('at', '<', record).where('open', '=', 0).execute();
        await db.deleteFrom('audit').where('at', '<', record).execute();
        await db.deleteFrom('board').where('saved_at', '<', before(ENDED_DAYS)).where('ended', '=', 1).execute();
        await db.deleteFrom('board').where('saved_at', '<', before(SAID_DAYS)).execute();
        await db.deleteFrom('announcements').where('at', '<', before(SAID_DAYS)).execute();
        await db.deleteFrom('hook_deliveries').where('at', '<', before(DELIVERED_DAYS)).execute();
        await db.deleteFrom('builds').where('at', '<', before(SAID_DAYS)).execute();
        await db.deleteFrom('deliveries').where('at', '<', before(DELIVERED_DAYS)).execute();
        await db.deleteFrom('leases').where(isGone(this.database, 'leases.bot')).execute();
        await db.deleteFrom('bots').where('expires', '<', this.database.now).execute();
      }),
    );
  }
}
