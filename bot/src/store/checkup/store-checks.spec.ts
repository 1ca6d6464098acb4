import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { sql } from 'kysely';
import type { Check } from '../../domain/checkup/checkup.types';
import { Database } from '../database';
import { sqliteEngine } from '../engines/sqlite.engine';
import type { StoreOptions } from '../store.options';
import { openDatabase } from '../open-database';
import { askedPostgres, SpecPostgres } from '../spec/postgres';
import { OpenedStoreChecks } from './opened-store.checks';
import { UnopenedStoreChecks } from './unopened-store.checks';

let dataDir: string;
beforeAll(() => Logger.overrideLogger(false));
beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'store-checks-'))));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const found = (checks: { all(): Check[] }) => checks.all()[0]!.look();
const optionsOf = (more: Partial<StoreOptions>) => ({ dataDir, recordDays: 1, goesWithTask: false, ...more });
const opened = (database: Database, more: Partial<StoreOptions> = {}) =>
  found(new OpenedStoreChecks(database, optionsOf(more)));
const unopened = (more: Partial<StoreOptions> = {}) => found(new UnopenedStoreChecks(optionsOf(more)));

describe('the database of a bot that runs', () => {
  let database: Database;
  beforeEach(async () => (database = await Database.open(sqliteEngine(dataDir))));
  afterEach(() => database.close());

  it('is named, and written to, and nothing is left of that', async () => {
    const says = `the file ${join(dataDir, 'chatops.db')}, which takes what I write`;
    expect(await opened(database)).toEqual({ verdict: 'ok', says });
    expect(await database.ask((db) => db.selectFrom('deliveries').selectAll().execute())).toEqual([]);
  });

  it('is to be mended where it can only be read, with the sentence of its error', async () => {
    await database.ask((db) => sql`pragma query_only = 1`.execute(db));
    expect(await opened(database)).toEqual({
      verdict: 'mend',
      says: `I cannot write to the folder ${dataDir} (SQLITE_READONLY). Let this user write to it, or set DATA_DIR to another.`,
    });
  });

  it('lasts no longer than a task of ECS, where it is a file', async () => {
    expect(await opened(database, { goesWithTask: true })).toMatchObject({
      verdict: 'ok',
      says: expect.stringMatching(/; a task that replaces this one begins with nothing.*DATABASE_URL/) as string,
    });
  });

  it('is left alone by who looks from beside it', async () => {
    expect(await unopened()).toMatchObject({ verdict: 'ok' });
    expect(await opened(database)).toMatchObject({ verdict: 'ok' });
  });
});

function looksAtServer(programs: string): void {
  it('answers whoever looks from beside the bot, is written to by the bot, and is missed', async () => {
    const server = await SpecPostgres.start(programs);
    const databaseUrl = server.newUrl();
    const place = expect.stringMatching(/^the PostgreSQL spec_\w+ at 127\.0\.0\.1:\d+, which answers$/) as string;
    expect(await unopened({ databaseUrl })).toEqual({ verdict: 'ok', says: place });
    const database = await openDatabase({ dataDir, databaseUrl });
    expect((await opened(database)).says).toMatch(/^the PostgreSQL .*, which takes what I write$/);
    await server.down();
    const away = expect.stringContaining('does not answer') as string;
    expect(await opened(database)).toMatchObject({ verdict: 'mend', says: away });
    await database.close();
    await server.stop();
  });
}

const programs = askedPostgres();
if (programs !== undefined) {
  describe('a PostgreSQL', () => {
    looksAtServer(programs);
  });
}

describe('the database of a bot that may run', () => {
  it('can be made where its folder can be, and is not made by looking', async () => {
    const folder = join(dataDir, 'not', 'yet');
    expect(await unopened({ dataDir: folder })).toEqual({
      verdict: 'ok',
      says: `the file ${join(folder, 'chatops.db')}, in a folder that I may write to`,
    });
    expect(readdirSync(dataDir)).toEqual([]);
    expect((await unopened({ goesWithTask: true })).says).toContain('begins with nothing');
  });

  it('cannot be made where its folder is none', async () => {
    writeFileSync(join(dataDir, 'file'), '', { mode: 0o600 });
    expect(await unopened({ dataDir: join(dataDir, 'file', 'folder') })).toMatchObject({
      verdict: 'mend',
      says: expect.stringMatching(/^I cannot write to the folder .*\/folder \(\w+\)\. Let this user/) as string,
    });
  });

  it('does not answer where no server is, and its password is not told', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as AddressInfo;
    await new Promise((resolve) => holder.close(resolve));
    expect(await unopened({ databaseUrl: `postgres://bot:hidden@127.0.0.1:${port}/chatops` })).toEqual({
      verdict: 'mend',
      says: `The PostgreSQL chatops at 127.0.0.1:${port} does not answer (ECONNREFUSED). Once it does, I go on by myself.`,
    });
  });
});
