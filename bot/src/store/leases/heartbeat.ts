import { Logger } from '@nestjs/common';
import { sql } from 'kysely';
import type { Clock } from '../../kernel/clock';
import { messageOf } from '../../kernel/message-of';
import type { Database } from '../database';

/** For how long a bot counts as living after it last said so. Milliseconds. */
export const TTL_MS = 10_000;
/** How often it says so. Milliseconds. */
const RENEW_MS = 3000;

/**
 * Says that this bot lives, with one row. That it counts as living no more it knows by itself, whether the database can be
 * asked or not: what was stopped, or cut off, wakes up to others who took its turns.
 */
export class Heartbeat {
  private readonly logger = new Logger('Leases');
  /** By the even clock. */
  private aliveUntil = 0;
  private aliveSince = Number.POSITIVE_INFINITY;
  private watching = new AbortController();

  /**
   * @param whenRenewed called after each renewal
   * @param whenLost called when the bot counts as living no more
   */
  constructor(
    readonly bot: string,
    private readonly parts: { database: Database; clock: Clock },
    private readonly whenRenewed: () => Promise<void>,
    private readonly whenLost: () => void,
  ) {}

  get isAlive(): boolean {
    return this.parts.clock.elapsed() < this.aliveUntil;
  }

  /** For how long it has counted as living without a break. Milliseconds. */
  get aliveFor(): number {
    return this.isAlive ? this.parts.clock.elapsed() - this.aliveSince : 0;
  }

  /** Renews until `signal` is aborted. Never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.parts.clock.sleep(RENEW_MS, signal);
      if (!signal.aborted) await this.renewOrSay();
    }
    this.watching.abort();
  }

  /** Says once that it lives. @throws StoreError */
  async renew(): Promise<void> {
    const { database, clock } = this.parts;
    // What counts is when it was asked for: the database may have written it at once and answered late.
    const asked = clock.elapsed();
    const expires = sql<number>`${database.now} + ${sql.lit(TTL_MS)}`;
    await database.ask((db) =>
      db
        .insertInto('bots')
        .values({ id: this.bot, expires })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ expires }))
        .execute(),
    );
    this.noticeLoss();
    if (this.aliveUntil === 0) this.aliveSince = asked;
    this.aliveUntil = asked + TTL_MS;
    this.watch();
    await this.whenRenewed();
  }

  private async renewOrSay(): Promise<void> {
    try {
      await this.renew();
    } catch (error) {
      if (this.isAlive) this.logger.warn(`I could not say that I live, and try again. ${messageOf(error)}`);
    }
  }

  private watch(): void {
    this.watching.abort();
    const { signal } = (this.watching = new AbortController());
    void this.notice(signal);
  }

  private async notice(renewed: AbortSignal): Promise<void> {
    await this.parts.clock.sleep(TTL_MS, renewed);
    if (!renewed.aborted) this.noticeLoss();
  }

  private noticeLoss(): void {
    if (this.aliveUntil === 0 || this.isAlive) return;
    this.aliveUntil = 0;
    this.logger.warn(LOST);
    this.whenLost();
  }
}

const LOST = `I could not tell the others for ${TTL_MS / 1000} seconds that I live, so they take what I did for theirs. I follow and watch nothing until the database answers, and then what nobody has taken.`;
