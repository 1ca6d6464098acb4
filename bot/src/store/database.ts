import { AsyncLocalStorage } from 'node:async_hooks';
import { Kysely, Migrator } from 'kysely';
import type { RawBuilder, Transaction } from 'kysely';
import { UnitOfWork } from '../kernel/unit-of-work';
import type { Engine } from './engines/engine';
import { Migrations } from './migrations/migrations';
import type { Schema } from './schema.types';
import { StoreError } from './store.errors';

/** Kysely's own words for a migration that was run and that this bot does not know. */
const OF_A_NEWER_BOT = /corrupted migrations: previously executed migration \S+ is missing/;

/** The database, whichever of the two it is. */
export class Database extends UnitOfWork {
  private readonly work = new AsyncLocalStorage<Transaction<Schema>>();
  private readonly db: Kysely<Schema>;

  private constructor(private readonly engine: Engine) {
    super();
    this.db = new Kysely<Schema>({ dialect: engine.dialect });
  }

  /**
   * Opens it, with its schema brought up to date: several that start at once wait for one another.
   * @throws StoreError when it cannot be used
   */
  static async open(engine: Engine): Promise<Database> {
    const database = new Database(engine);
    const migrator = new Migrator({ db: database.db, provider: new Migrations() });
    const { error } = await migrator.migrateToLatest().catch((failure: unknown) => ({ error: failure }));
    if (error === undefined) return database;
    await database.close().catch(() => {});
    throw database.translated(error);
  }

  /** Where it is, for people, without anything secret. */
  get place(): string {
    return this.engine.place;
  }

  /** Whether other bots may use it at the same time. */
  get isShared(): boolean {
    return this.engine.isShared;
  }

  /** SQL for the time by its own clock, milliseconds since the epoch. */
  get now(): RawBuilder<number> {
    return this.engine.now;
  }

  /**
   * Asks it: within a piece of work, as a part of that.
   * @throws StoreError when it cannot be used
   */
  async ask<T>(question: (db: Kysely<Schema>) => Promise<T>): Promise<T> {
    try {
      return await question(this.work.getStore() ?? this.db);
    } catch (error) {
      throw this.translated(error);
    }
  }

  override async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.work.getStore()) return work();
    try {
      return await this.db.transaction().execute((transaction) => this.work.run(transaction, work));
    } catch (error) {
      throw this.translated(error);
    }
  }

  async close(): Promise<void> {
    await this.db.destroy();
  }

  private translated(error: unknown): unknown {
    if (error instanceof StoreError) return error;
    if (OF_A_NEWER_BOT.test(String(error))) {
      const next = 'Start that version, or put back the backup that was made before it.';
      return new StoreError(`A newer version of the bot has used ${this.place} and changed its tables. ${next}`, error);
    }
    const sentences = this.engine.meaning(error);
    return sentences === undefined ? error : new StoreError(sentences, error);
  }
}
