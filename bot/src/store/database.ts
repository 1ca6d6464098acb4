import { AsyncLocalStorage } from 'node:async_hooks';
import { DEFAULT_MIGRATION_TABLE, Kysely, Migrator, sql } from 'kysely';
import type { RawBuilder, Transaction, TransactionBuilder } from 'kysely';
import { UnitOfWork } from '../kernel/unit-of-work';
import { Backlog } from './backlog';
import type { Engine } from './engines/engine';
import { Migrations } from './migrations/migrations';
import type { Schema } from './schema.types';
import { StoreError } from './store.errors';

/** Kysely's own words for a migration that was run and that this bot does not know. */
const OF_A_NEWER_BOT = /corrupted migrations: previously executed migration \S+ is missing/;

/** Which migrations are run when it is opened: all that are missing; none; or, where none was run yet, those up to this one. */
export type Migrate = 'all' | 'none' | { upTo: string };

/** The database, whichever of the two it is. */
export class Database extends UnitOfWork {
  private readonly work = new AsyncLocalStorage<Transaction<Schema>>();
  private readonly db: Kysely<Schema>;
  private readonly backlog = new Backlog();

  private constructor(private readonly engine: Engine) {
    super();
    this.db = new Kysely<Schema>({ dialect: engine.dialect });
  }

  /**
   * Opens it, with its schema brought up to date: several that start at once wait for one another.
   * @throws StoreError when it cannot be used
   */
  static async open(engine: Engine, migrate: Migrate = 'all'): Promise<Database> {
    const database = new Database(engine);
    try {
      const isUsed = migrate !== 'all' && (await database.level()) !== undefined;
      if (migrate === 'all') await database.migrate();
      else if (migrate !== 'none' && !isUsed) await database.migrate(migrate.upTo);
      return database;
    } catch (error) {
      await database.close().catch(() => {});
      throw error;
    }
  }

  /**
   * Brings its schema up to date, or to a migration that is not run yet.
   * @throws StoreError when it cannot be used
   */
  async migrate(upTo?: string): Promise<void> {
    const migrator = new Migrator({ db: this.db, provider: new Migrations() });
    const migrated = upTo === undefined ? migrator.migrateToLatest() : migrator.migrateTo(upTo);
    const { error } = await migrated.catch((failure: unknown) => ({ error: failure }));
    if (error !== undefined) throw this.translated(error);
  }

  /**
   * The last migration that was run; undefined where none was.
   * @throws StoreError when it cannot be used
   */
  async level(): Promise<string | undefined> {
    return this.ask(async (db) => {
      const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
      if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return undefined;
      const run = sql<{
        name: string;
      }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)} order by name desc limit 1`;
      return (await run.execute(db)).rows[0]?.name;
    });
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
   * Asks it, once what had to wait for it is written: within a piece of work, as a part of that.
   * @throws StoreError when it cannot be used
   */
  async ask<T>(question: (db: Kysely<Schema>) => Promise<T>): Promise<T> {
    if (!this.work.getStore()) await this.backlog.flush();
    return this.answerTo(question);
  }

  /**
   * Writes down what is so already: at once, or as soon as the database takes it, in the order in which it was kept.
   * Whatever is asked after that finds it. Within a piece of work it is a part of that, and fails with it.
   * @param what for the log
   * @param write done once more it must change nothing. `isLate` when others may have written since
   */
  async keep(what: string, write: (db: Kysely<Schema>, isLate: boolean) => Promise<unknown>): Promise<void> {
    const late = { what, write: () => this.answerTo((db) => write(db, true)) };
    await (this.work.getStore() ? undefined : this.backlog.flush());
    // What came before has not been written: it must not come after.
    if (!this.backlog.isEmpty && !this.work.getStore()) return this.backlog.add(late, '');
    try {
      await this.answerTo((db) => write(db, false));
    } catch (error) {
      if (this.work.getStore() || !(error instanceof StoreError)) throw error;
      this.backlog.add(late, error.message);
    }
  }

  private async answerTo<T>(question: (db: Kysely<Schema>) => Promise<T>): Promise<T> {
    try {
      return await question(this.work.getStore() ?? this.db);
    } catch (error) {
      throw this.translated(error);
    }
  }

  override async run<T>(work: () => Promise<T>): Promise<T> {
    return this.work.getStore() ? work() : this.within(this.db.transaction(), work);
  }

  /** As `run`, for work that looks at much and changes nothing: all that it sees is of one moment. */
  snapshot<T>(work: () => Promise<T>): Promise<T> {
    // The embedded one has no other users and knows no levels.
    return this.within(this.db.transaction().setIsolationLevel('repeatable read'), work);
  }

  private async within<T>(begun: TransactionBuilder<Schema>, work: () => Promise<T>): Promise<T> {
    await this.backlog.flush();
    try {
      return await begun.execute((transaction) => this.work.run(transaction, work));
    } catch (error) {
      throw this.translated(error);
    }
  }

  async close(): Promise<void> {
    await this.backlog.end();
    await this.db.destroy();
  }

  private translated(error: unknown): unknown {
    if (error instanceof StoreError) return error;
    if (OF_A_NEWER_BOT.test(String(error))) return newerBot(this.place, error);
    const sentences = this.engine.meaning(error);
    return sentences === undefined ? error : new StoreError(sentences, error);
  }
}

/** What a newer bot has used is left alone: what this one would write there, that one would misread. */
export function newerBot(place: string, cause?: unknown): StoreError {
  const next = 'Start that version, or put back the backup that was made before it.';
  return new StoreError(`A newer version of the bot has used ${place} and changed its tables. ${next}`, cause);
}
