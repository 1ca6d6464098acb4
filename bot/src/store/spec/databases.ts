import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import type { Database } from '../database';
import { openDatabase } from '../open-database';
import { askedPostgres, SpecPostgres } from './postgres';

/** Opens a database with nothing in it. It is closed after the test. */
export type Open = () => Promise<Database>;

/**
 * For specs: the same tests against each database there is. The embedded one always is; a PostgreSQL is the
 * installed one, started for these tests alone, where one is asked for.
 */
export function eachDatabase(tests: (open: Open) => void): void {
  beforeAll(() => Logger.overrideLogger(false));
  describe('in the embedded database', () => tests(embedded()));
  const programs = askedPostgres();
  if (programs !== undefined) describe('in a PostgreSQL', () => tests(served(programs)));
}

function embedded(): Open {
  const opened = closedAfterEach();
  const folders: string[] = [];
  afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));
  return async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'chatops-store-'));
    folders.push(dataDir);
    return opened(await openDatabase({ dataDir }));
  };
}

function served(programs: string): Open {
  const opened = closedAfterEach();
  let server: SpecPostgres;
  beforeAll(async () => {
    server = await SpecPostgres.start(programs);
  });
  afterAll(() => server.stop());
  return async () => opened(await openDatabase({ dataDir: '', databaseUrl: server.newUrl() }));
}

function closedAfterEach(): (database: Database) => Database {
  const open: Database[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((database) => database.close()));
  });
  return (database) => {
    open.push(database);
    return database;
  };
}
