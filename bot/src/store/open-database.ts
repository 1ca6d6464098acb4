import { Logger } from '@nestjs/common';
import { Database } from './database';
import type { Migrate } from './database';
import { forgetfulEngine, meaningIn, sqliteEngine } from './engines/sqlite.engine';
import { StoreError } from './store.errors';
import type { StoreOptions } from './store.options';

const logger = new Logger('Store');

/** Which of the databases it is. */
export type Where = Pick<StoreOptions, 'dataDir' | 'databaseUrl'>;

/**
 * Opens the database that the options name.
 * @throws StoreError when it cannot be used
 */
export async function openDatabase({ dataDir, databaseUrl }: Where, migrate: Migrate = 'all'): Promise<Database> {
  const database = databaseUrl === undefined ? await embedded(dataDir, migrate) : await served(databaseUrl, migrate);
  logger.log(`What I remember is in ${database.place}.`);
  return database;
}

/** Opens one that is gone with the process. */
export function openNothing(): Promise<Database> {
  return Database.open(forgetfulEngine());
}

/** Its driver takes memory, so it is loaded by those who use it. */
async function served(url: string, migrate: Migrate): Promise<Database> {
  const { postgresEngine } = await import('./engines/postgres.engine.js');
  return Database.open(
    postgresEngine(url, (error) => logger.warn(`A connection to the database broke: ${error.message}`)),
    migrate,
  );
}

async function embedded(dataDir: string, migrate: Migrate): Promise<Database> {
  try {
    return await Database.open(sqliteEngine(dataDir), migrate);
  } catch (error) {
    const sentences = meaningIn(dataDir, error);
    throw sentences === undefined ? error : new StoreError(sentences, error);
  }
}
