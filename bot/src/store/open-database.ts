import { Logger } from '@nestjs/common';
import { Database } from './database';
import { forgetfulEngine, meaningIn, sqliteEngine } from './engines/sqlite.engine';
import { StoreError } from './store.errors';
import type { StoreOptions } from './store.options';

const logger = new Logger('Store');

/**
 * Opens the database that the options name.
 * @throws StoreError when it cannot be used
 */
export async function openDatabase({
  dataDir,
  databaseUrl,
}: Pick<StoreOptions, 'dataDir' | 'databaseUrl'>): Promise<Database> {
  const database = databaseUrl === undefined ? await embedded(dataDir) : await served(databaseUrl);
  logger.log(`What I remember is in ${database.place}.`);
  return database;
}

/** Opens one that is gone with the process. */
export function openNothing(): Promise<Database> {
  return Database.open(forgetfulEngine());
}

/** Its driver takes memory, so it is loaded by those who use it. */
async function served(url: string): Promise<Database> {
  const { postgresEngine } = await import('./engines/postgres.engine.js');
  return Database.open(
    postgresEngine(url, (error) => logger.warn(`A connection to the database broke: ${error.message}`)),
  );
}

async function embedded(dataDir: string): Promise<Database> {
  try {
    return await Database.open(sqliteEngine(dataDir));
  } catch (error) {
    const sentences = meaningIn(dataDir, error);
    throw sentences === undefined ? error : new StoreError(sentences, error);
  }
}
