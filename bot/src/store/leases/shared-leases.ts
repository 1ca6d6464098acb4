import { Logger } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import { Leases } from '../../kernel/leases';
import type { Taken } from '../../kernel/leases';
import type { Database } from '../database';
import { isGone } from './gone';
import { Heartbeat } from './heartbeat';
import { HeldLease } from './held-lease';

/** How often is looked for what bots that are gone left. With the time for which they counted as living: 13 seconds. */
const LOOK_MS = 3000;
/** After the database was away those who live have so long to say so before they count as gone. Milliseconds. */
const GRACE_MS = 6000;

/** Whose turn it is, where several bots share a database: a row for each turn, and one for each bot that lives. */
export class SharedLeases extends Leases implements OnApplicationShutdown {
  private readonly logger = new Logger('Leases');
  private readonly leaving = new AbortController();
  private readonly held = new Map<string, HeldLease>();
  private readonly heartbeat: Heartbeat;
  /** A row may say that something is this bot's which is not any more. */
  private isUntidy = false;
  private grace = 0;
  readonly bot = newId('bot');

  private constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
    const whenRenewed = (): Promise<void> => this.tidy();
    this.heartbeat = new Heartbeat(this.bot, { database, clock }, whenRenewed, () => this.loseAll());
  }

  /** Joins the others. @throws StoreError */
  static async join(database: Database, clock: Clock): Promise<SharedLeases> {
    const leases = new SharedLeases(database, clock);
    await leases.heartbeat.renew();
    leases.logger.log(`I am ${leases.bot} among those that share this database.`);
    void leases.heartbeat.run(leases.leaving.signal);
    return leases;
  }

  override async take(name: string, holder?: string): Promise<Taken> {
    if (!this.heartbeat.isAlive) await this.heartbeat.renew();
    const own = this.held.get(name);
    if (own) return { heldBy: own.holder };
    const lease = new HeldLease(name, holder, this);
    this.held.set(name, lease);
    try {
      // Most of what others hold is reached for again and again, and a look is no write.
      const other = await this.otherWith(name);
      if (other === undefined && (await this.insert(name, holder))) return { lease };
      this.held.delete(name);
      return { heldBy: (other ?? (await this.otherWith(name)))?.holder ?? undefined };
    } catch (error) {
      this.held.delete(name);
      this.isUntidy = true;
      throw error;
    }
  }

  override async lookForLeft(look: () => Promise<void>, signal: AbortSignal): Promise<void> {
    for (let failed = false; !signal.aborted; await this.clock.sleep(LOOK_MS, signal)) {
      if (this.heartbeat.aliveFor < this.grace || !this.heartbeat.isAlive) continue;
      try {
        await look();
        failed = false;
      } catch (error) {
        if (!failed) this.logger.warn({ msg: 'What others left could not be looked for; I look again.', err: error });
        failed = true;
      }
    }
  }

  override async hasOthers(): Promise<boolean> {
    const { database, bot } = this;
    const others = database.ask((db) =>
      db
        .selectFrom('bots')
        .select('id')
        .where('id', '!=', bot)
        .where('expires', '>', database.now)
        .limit(1)
        .executeTakeFirst(),
    );
    return others.then(
      (other) => other !== undefined,
      () => false,
    );
  }

  /** Whether a lease is this bot's still. */
  isHolding(lease: HeldLease): boolean {
    return this.heartbeat.isAlive && this.held.get(lease.name) === lease;
  }

  /** Whether the row says so, which nobody else can change before the piece of work that asks is saved. */
  async isWritten({ name }: HeldLease): Promise<boolean> {
    const { bot } = this;
    const row = await this.database.ask((db) =>
      db.updateTable('leases').set({ bot }).where('name', '=', name).where('bot', '=', bot).executeTakeFirst(),
    );
    return row.numUpdatedRows > 0n;
  }

  async giveBack(lease: HeldLease): Promise<void> {
    const { name } = lease;
    if (this.held.get(name) !== lease) return;
    const { bot } = this;
    await this.database
      .ask((db) => db.deleteFrom('leases').where('name', '=', name).where('bot', '=', bot).execute())
      .catch(() => (this.isUntidy = true));
    this.held.delete(name);
  }

  /** Gives everything back at once: whoever takes it has not to wait until this bot counts as gone. */
  async onApplicationShutdown(): Promise<void> {
    this.leaving.abort();
    const { bot } = this;
    const leave = this.database.run(() =>
      this.database.ask(async (db) => {
        await db.deleteFrom('leases').where('bot', '=', bot).execute();
        await db.deleteFrom('bots').where('id', '=', bot).execute();
      }),
    );
    await leave.catch((error: unknown) =>
      this.logger.warn({ msg: 'The others do not know yet that I go.', err: error }),
    );
    this.loseAll();
  }

  private async insert(name: string, holder: string | undefined): Promise<boolean> {
    const turn = { name, bot: this.bot, holder: holder ?? null };
    const taken = await this.database.ask((db) =>
      db
        .insertInto('leases')
        .values(turn)
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet(turn)
            .where((row) => row.or([row('leases.bot', '=', this.bot), isGone(this.database, 'leases.bot')])),
        )
        .returning('name')
        .executeTakeFirst(),
    );
    return taken !== undefined;
  }

  /** Undefined where no other bot holds it. */
  private async otherWith(name: string): Promise<{ holder: string | null } | undefined> {
    return this.database.ask((db) =>
      db
        .selectFrom('leases')
        .innerJoin('bots', 'bots.id', 'leases.bot')
        .select('holder')
        .where('name', '=', name)
        .where('bot', '!=', this.bot)
        .where('expires', '>', this.database.now)
        .executeTakeFirst(),
    );
  }

  private loseAll(): void {
    this.grace = GRACE_MS;
    this.isUntidy = true;
    for (const lease of this.held.values()) lease.end();
    this.held.clear();
  }

  /** Takes the rows away of what is not held any more, where that could not be done before. */
  private async tidy(): Promise<void> {
    if (!this.isUntidy) return;
    const held: [string, ...string[]] = ['', ...this.held.keys()];
    const { bot } = this;
    await this.database.ask((db) =>
      db.deleteFrom('leases').where('bot', '=', bot).where('name', 'not in', held).execute(),
    );
    this.isUntidy = false;
  }
}
