import { existsSync } from 'node:fs';
import { sql } from 'kysely';
import { newerBot } from '../database';
import type { Database } from '../database';
import { pathIn } from '../engines/sqlite.engine';
import { isKnown } from '../migrations/migrations';
import { openDatabase } from '../open-database';
import type { Where } from '../open-database';
import { StoreError } from '../store.errors';
import { MEMORY, MEMORY_TABLES } from './tables';
import type { Amounts, MemoryTable, Row } from './tables';
import { headLine, lastLine, rowLine } from './transfer-file';

/** So many rows are held in memory at a time. */
const PAGE = 500;

/** What was exported, and from where. */
export interface Exported {
  place: string;
  amounts: Amounts;
}

/**
 * Writes all that is remembered, as it is at one moment, and changes nothing of it.
 * @param write takes one line, and resolves when there may be another
 * @throws StoreError when there is nothing, or it cannot be read
 */
export async function exportMemory(where: Where, write: (line: string) => Promise<void>): Promise<Exported> {
  const nothing = (place: string) => new StoreError(`There is nothing to export: no bot has used ${place} yet.`);
  const isMissing = where.databaseUrl === undefined && !existsSync(pathIn(where.dataDir));
  if (isMissing) throw nothing(`the file ${pathIn(where.dataDir)}`);
  const database = await openDatabase(where, 'none');
  try {
    const { place } = database;
    const migration = await database.level();
    if (migration === undefined) throw nothing(place);
    if (!isKnown(migration)) throw newerBot(place);
    await write(headLine({ migration }));
    return { place, amounts: await database.snapshot(() => writeTables(database, write)) };
  } finally {
    await database.close();
  }
}

async function writeTables(database: Database, write: (line: string) => Promise<void>): Promise<Amounts> {
  const there = await database.ask((db) => db.introspection.getTables());
  const amounts: Amounts = {};
  for (const table of MEMORY_TABLES.filter((name) => there.some((one) => one.name === name))) {
    amounts[table] = 0;
    for await (const row of rowsOf(database, table)) {
      await write(rowLine(table, row));
      amounts[table]++;
    }
  }
  await write(lastLine(Object.values(amounts).reduce((sum, amount) => sum + amount, 0)));
  return amounts;
}

/** Page by page, by what a row is known by: neither driver streams without another dependency. */
async function* rowsOf(database: Database, table: MemoryTable): AsyncGenerator<Row> {
  let last: Row | undefined;
  do {
    const page: Row[] = await database.ask(async (db) => (await pageOf(table, last).execute(db)).rows);
    yield* page;
    last = page.length < PAGE ? undefined : page.at(-1);
  } while (last !== undefined);
}

function pageOf(table: MemoryTable, last: Row | undefined) {
  const names: readonly string[] = MEMORY[table];
  const key = sql.join(names.map((name) => sql.ref(name)));
  const after = last ? sql`where (${key}) > (${sql.join(names.map((name) => last[name]))})` : sql``;
  return sql<Row>`select * from ${sql.table(table)} ${after} order by ${key} limit ${sql.lit(PAGE)}`;
}
