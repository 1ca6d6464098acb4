import { sql } from 'kysely';
import type { Database } from '../database';
import { isKnown } from '../migrations/migrations';
import { openDatabase } from '../open-database';
import type { Where } from '../open-database';
import { StoreError } from '../store.errors';
import { MEMORY_TABLES } from './tables';
import type { Amounts, MemoryTable, Row } from './tables';
import { readHead, readLine } from './transfer-file';

/** So many rows are written at a time. */
const BATCH = 200;

/** What was imported, and where to. */
export interface Imported {
  place: string;
  amounts: Amounts;
}

/**
 * Takes all that was exported into a database in which nothing is remembered: all of it, or nothing.
 * @param lines of the file
 * @throws StoreError when the database is not empty or cannot be used, or the file is none, or not whole
 */
export async function importMemory(where: Where, lines: AsyncIterable<string>): Promise<Imported> {
  const reading = lines[Symbol.asyncIterator]();
  const first = await reading.next();
  const { migration } = readHead(first.done === true ? '' : first.value);
  if (!isKnown(migration)) {
    throw new StoreError(
      `A newer version of the bot has written this file (${migration}). Import it with that version.`,
    );
  }
  const database = await openDatabase(where, { upTo: migration });
  try {
    const { place } = database;
    await assertAtLevel(database, migration);
    const amounts = await database.run(async () => {
      await assertAlone(database);
      await assertEmpty(database);
      return taken(database, { [Symbol.asyncIterator]: () => reading });
    });
    await database.migrate();
    return { place, amounts };
  } finally {
    await database.close();
  }
}

/** What changes tables also changes what is in them: rows of an older version have to be there when it does. */
async function assertAtLevel(database: Database, migration: string): Promise<void> {
  if ((await database.level()) === migration) return;
  throw new StoreError(
    `An older version of the bot has written this file (${migration}), and ${database.place} was opened by another since. Import it into a database that no bot has used yet.`,
  );
}

/** A SQLite file is one process's: there is nobody to ask. */
async function assertAlone(database: Database): Promise<void> {
  if (!database.isShared) return;
  const tables = await tablesIn(database);
  const living = await database.ask(async (db) => {
    if (!tables.has('bots')) return [];
    return db.selectFrom('bots').select('id').where('expires', '>', database.now).limit(1).execute();
  });
  if (living.length > 0)
    throw new StoreError(`A bot runs on ${database.place}. Stop it, and import half a minute later.`);
}

/** An older version has fewer. */
async function tablesIn(database: Database): Promise<Set<string>> {
  const tables = await database.ask((db) => db.introspection.getTables());
  return new Set(tables.map(({ name }) => name));
}

async function assertEmpty(database: Database): Promise<void> {
  const tables = await tablesIn(database);
  for (const table of MEMORY_TABLES.filter((name) => tables.has(name))) {
    const query = sql`select 1 from ${sql.table(table)} limit 1`;
    if ((await database.ask((db) => query.execute(db))).rows.length === 0) continue;
    throw new StoreError(
      `${database.place.replace(/^t/, 'T')} is not empty: there is something in ${table}. Import into a new one, or start over: docs/operating.md, "What the bot remembers".`,
    );
  }
}

async function taken(database: Database, lines: AsyncIterable<string>): Promise<Amounts> {
  const amounts: Amounts = {};
  let batch: { table: MemoryTable; rows: Row[] } | undefined;
  let count = 0;
  let number = 1;
  for await (const text of lines) {
    number++;
    const line = readLine(text, number);
    if ('rows' in line) {
      if (batch) await insert(database, batch);
      if (line.rows === count) return amounts;
      break;
    }
    const { table, row } = line;
    if (batch && (batch.table !== table || batch.rows.length === BATCH)) {
      await insert(database, batch);
      batch = undefined;
    }
    batch ??= { table, rows: [] };
    batch.rows.push(row);
    amounts[table] = (amounts[table] ?? 0) + 1;
    count++;
  }
  throw new StoreError('The file is not whole: its end is missing. Nothing of it was taken.');
}

async function insert(database: Database, { table, rows }: { table: MemoryTable; rows: Row[] }): Promise<void> {
  // What the columns are, the version that wrote the file knows; the database checks it.
  await database
    .ask((db) =>
      db
        .insertInto(table)
        .values(rows as never)
        .execute(),
    )
    .catch((error: unknown) => {
      if (error instanceof StoreError) throw error;
      throw new StoreError(`The file has something in ${table} that cannot be taken. Nothing of it was.`, error);
    });
}
