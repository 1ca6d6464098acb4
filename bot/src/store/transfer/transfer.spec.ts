import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { sql } from 'kysely';
import type { AnyChange } from '../../domain/changes/change.types';
import { DEPLOYMENT, REF } from '../../domain/deployments/spec/rollouts.fake';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { openDatabase } from '../open-database';
import type { Where } from '../open-database';
import type { Database } from '../database';
import { StoredAnnouncementOutbox } from '../repositories/announcement-outbox.repository';
import { StoredAuditTrail } from '../repositories/audit.repository';
import { StoredBoard } from '../repositories/board.repository';
import { StoredChanges } from '../repositories/changes.repository';
import { StoredDeliveries } from '../repositories/deliveries.repository';
import { StoredDeployments } from '../repositories/deployments.repository';
import { StoredIncidentMemory } from '../repositories/incident-memory.repository';
import { StoredLosses } from '../repositories/losses.repository';
import { StoredBuilds } from '../repositories/builds.repository';
import { StoredJobs } from '../repositories/jobs.repository';
import { StoredSeries } from '../repositories/series.repository';
import { StoredSeenDeployments } from '../repositories/seen-deployments.repository';
import { SpecBot } from '../spec/bots';
import { askedPostgres, SpecPostgres } from '../spec/postgres';
import { exportMemory } from './export';
import { importMemory } from './import';
import { MEMORY_TABLES } from './tables';
import { linesIn, writeWhole } from './text-file';

const AT = 1_732_000_000_000;
/** The tables that stay behind. Whoever adds a table decides whether it is one of these, or of MEMORY. */
const OF_PROCESSES = ['bots', 'leases'];

let folder: string;
let server: SpecPostgres | undefined;
let places = 0;
beforeAll(async () => {
  Logger.overrideLogger(false);
  folder = mkdtempSync(join(tmpdir(), 'chatops-transfer-'));
  const programs = askedPostgres();
  server = programs === undefined ? undefined : await SpecPostgres.start(programs);
});
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const embedded = (): Where => ({ dataDir: join(folder, `place-${places++}`) });
const served = (): Where => ({ dataDir: '', databaseUrl: server!.newUrl() });
const nowhere = (): string => join(folder, `file-${places++}.jsonl`);

async function using<T>(where: Where, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(where);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** Something in every table, more than a page of one of them, and whatever text is made of. */
const fill = (where: Where): Promise<void> =>
  using(where, async (database) => {
    const clock = new ManualClock(AT);
    const { leases } = await SpecBot.join(database);
    await new StoredDeployments(database).save(DEPLOYMENT);
    await new StoredDeployments(database).conclude(DEPLOYMENT.id, { kind: 'succeeded', at: AT });
    const actor = { id: 'U1', name: 'änn "\\\n\u2028 🙂' };
    await new StoredAuditTrail(database).append({ actor, command: '/ecs status', outcome: 'refused', at: AT });
    await new StoredBoard(database, clock).save({ key: 'k', channel: 'C1', replies: {}, ended: false });
    await new StoredAnnouncementOutbox(database, clock).put({ key: 'alarm' } as never);
    const names = Array.from({ length: 300 }, (_, n) => `name-${n}`);
    const seen = ['incident', 'episode', 'feed'].flatMap((kind) => names.map((name) => ({ kind, name, value: 1 })));
    await database.run(() => new StoredIncidentMemory(database, clock).save(seen as never));
    await new StoredDeliveries(database, leases).take({
      id: 't',
      at: AT,
      command: 'cmd',
      user: 'U',
      channel: 'C',
      said: 's',
    });
    await new StoredDeliveries(database, leases).settle('t');
    const seenLast = { ref: REF, id: 'ecs-svc/1', revision: 'primes-api:1', containers: [], createdAt: AT, at: AT };
    await new StoredSeenDeployments(database).save(seenLast);
    await new StoredLosses(database).save({ ref: REF, digest: 'sha256:a' }, AT);
    await new StoredLosses(database).looked('default', AT);
    await new StoredBuilds(database).isFirst('image:v1', AT);
    await new StoredBuilds(database).add({ ref: REF, image: { digest: 'sha256:a' }, at: AT } as never);
    await new StoredJobs(database).save({ id: 'run-1', ref: REF, job: 'migrate', startedAt: AT } as never);
    await new StoredSeries(database).begin({ id: 'ser-1', at: AT } as never);
    const changes = new StoredChanges(database, leases);
    const change = (n: number) => ({ id: `chg-${n}`, kind: 'desired', ref: REF, actor, at: AT + n, state: 'done' });
    await database.run(async () => {
      for (let n = 0; n < 1201; n++) await changes.save(change(n) as AnyChange);
    });
  });

/** All that is in it, table by table. */
const contents = (where: Where): Promise<unknown> =>
  using(where, (database) =>
    database.ask(async (db) => {
      const all: [string, string[]][] = [];
      for (const table of MEMORY_TABLES) {
        const { rows } = await sql`select * from ${sql.table(table)}`.execute(db);
        all.push([table, rows.map((row) => JSON.stringify(row)).toSorted()]);
      }
      return Object.fromEntries(all);
    }),
  );

const exportTo = (path: string, where: Where) => writeWhole(path, (write) => exportMemory(where, write));

describe('what is remembered', () => {
  const ways: [string, () => Where, () => Where][] = [
    ['a file', embedded, embedded],
    ...(askedPostgres() === undefined
      ? []
      : ([
          ['a PostgreSQL', served, served],
          ['a file to a PostgreSQL', embedded, served],
          ['a PostgreSQL to a file', served, embedded],
        ] satisfies [string, () => Where, () => Where][])),
  ];
  it.each(ways)('is the same in another place, row by row: %s', async (_way, from, to) => {
    const [here, there, path] = [from(), to(), nowhere()];
    await fill(here);
    const { amounts } = await exportTo(path, here);
    expect(amounts).toEqual({
      changes: 1201,
      deployments: 1,
      audit: 1,
      board: 1,
      announcements: 1,
      memories: 900,
      deliveries: 1,
      seen_deployments: 1,
      series: 1,
      losses: 1,
      loss_looks: 1,
      hook_deliveries: 1,
      builds: 1,
      jobs: 1,
    });
    expect(await importMemory(there, linesIn(path))).toMatchObject({ amounts });
    expect(await contents(there)).toEqual(await contents(here));
    const again = nowhere();
    await exportTo(again, there);
    expect(new Set(readFileSync(again, 'utf8').split('\n'))).toEqual(new Set(readFileSync(path, 'utf8').split('\n')));
  });

  it('is every table that there is, but for those of processes', async () => {
    const tables = await using(embedded(), (database) => database.ask((db) => db.introspection.getTables()));
    const named = [...MEMORY_TABLES, ...OF_PROCESSES];
    expect(tables.map(({ name }) => name).filter((name) => !named.includes(name))).toEqual([]);
  });
});

describe('an export', () => {
  it('is a file of its owner alone, over no other, and none where it fails', async () => {
    const [where, path] = [embedded(), nowhere()];
    await fill(where);
    await exportTo(path, where);
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
    await expect(exportTo(path, where)).rejects.toThrow('already: it is not written over.');
    const failing = writeWhole(join(folder, 'none'), () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(readdirSync(folder).filter((name) => name.startsWith('none'))).toEqual([]);
    await expect(exportTo(join(folder, 'missing', 'x'), where)).rejects.toThrow('cannot be written: ENOENT.');
  });

  it('changes nothing, and is none where there is nothing', async () => {
    const where = embedded();
    const open = exportMemory(where, async () => {});
    await expect(open).rejects.toThrow(/^There is nothing to export: no bot has used the file .*chatops\.db yet\.$/);
    expect(() => statSync(where.dataDir)).toThrow('ENOENT');
  });

  it('is refused while a bot has the file, and where a newer one has used it', async () => {
    const where = embedded();
    await fill(where);
    await using(where, async (database) => {
      await expect(exportMemory(where, async () => {})).rejects.toThrow('Another process has');
      await database.ask((db) => sql`insert into kysely_migration values ('9999-later', '2099-01-01')`.execute(db));
    });
    await expect(exportMemory(where, async () => {})).rejects.toThrow('A newer version of the bot has used');
  });

  const programs = askedPostgres();
  if (programs === undefined) return;

  it('is of one moment also where a bot goes on writing', async () => {
    const where = served();
    await fill(where);
    const lines: string[] = [];
    await using(where, async (beside) => {
      const deliveries = new StoredDeliveries(beside, (await SpecBot.join(beside)).leases);
      const { amounts } = await exportMemory(where, async (line) => {
        // The deliveries come last.
        if (lines.length === 1) await deliveries.take({ id: 'later', at: AT } as never);
        lines.push(line);
      });
      expect(amounts.deliveries).toBe(1);
    });
  });
});

describe('an import', () => {
  /** What an export wrote, changed. */
  async function spoilt(change: (lines: string[]) => string[]): Promise<string> {
    const [where, path] = [embedded(), nowhere()];
    await fill(where);
    await exportTo(path, where);
    writeFileSync(path, change(readFileSync(path, 'utf8').trimEnd().split('\n')).join('\n'));
    return path;
  }

  it.each([
    ['is cut off', (lines: string[]) => lines.slice(0, -1), 'The file is not whole: its end is missing.'],
    ['has lost a line', (lines: string[]) => lines.toSpliced(700, 1), 'The file is not whole'],
    [
      'ends within a line',
      (lines: string[]) => [...lines.slice(0, 700), '{"chan'],
      'Line 701 of the file cannot be read.',
    ],
    [
      'has another table',
      (lines: string[]) => lines.with(700, '{"leases":{}}'),
      'Line 701 of the file cannot be read.',
    ],
    [
      'has another column',
      (lines: string[]) => lines.with(700, '{"changes":{"x":1}}'),
      'something in changes that cannot',
    ],
    ['has a row twice', (lines: string[]) => lines.with(700, lines[699]!), 'something in changes that cannot be taken'],
    ['is another', () => ['{"name":"x"}'], 'This is no file that npm run store -- export has written'],
    ['is empty', () => [], 'This is no file that npm run store -- export has written'],
    [
      'is newer',
      (lines: string[]) => lines.with(0, lines[0]!.replace(/"0\d+-[^"]*"/, '"9999-later"')),
      'A newer version of the bot has written this file (9999-later).',
    ],
  ])('of a file that %s takes nothing', async (_what, change, words) => {
    const where = embedded();
    await expect(importMemory(where, linesIn(await spoilt(change)))).rejects.toThrow(words);
    await using(where, async (database) => {
      for (const table of MEMORY_TABLES) {
        const { rows } = await database.ask((db) => sql`select * from ${sql.table(table)}`.execute(db));
        expect(rows).toEqual([]);
      }
    });
  });

  it('is refused where something is remembered, and where the file is not there', async () => {
    const where = embedded();
    await fill(where);
    const before = await contents(where);
    await expect(importMemory(where, linesIn(await spoilt((lines) => lines)))).rejects.toThrow(
      /^The file .*chatops\.db is not empty: there is something in changes\./,
    );
    expect(await contents(where)).toEqual(before);
    await expect(importMemory(embedded(), linesIn(join(folder, 'no')))).rejects.toThrow(/^There is no file .*no\.$/);
  });

  it('of an older version goes through what has changed since, and only where no bot has been', async () => {
    const [old, path, where] = [embedded(), nowhere(), embedded()];
    const first = await openDatabase(old, { upTo: '0001-what-is-remembered' });
    const entry = JSON.stringify({ actor: { id: 'U1' }, command: '/ecs status', outcome: 'done', at: AT });
    await first.ask((db) =>
      sql`insert into audit (id, at, actor, outcome, body) values ('aud-1', ${AT}, 'U1', 'done', ${entry})`.execute(db),
    );
    await first.close();
    await exportTo(path, old);
    expect(readFileSync(path, 'utf8')).toContain('"0001-what-is-remembered"');
    expect((await importMemory(where, linesIn(path))).amounts).toEqual({ audit: 1 });
    const levels = [await openDatabase(where, 'none'), await openDatabase(embedded())];
    const [taken, fresh] = await Promise.all(levels.map((database) => database.level()));
    expect(taken).toBe(fresh);
    await Promise.all(levels.map((database) => database.close()));
    await using(where, async (database) => {
      expect(await new StoredAuditTrail(database).newest(9)).toEqual([JSON.parse(entry)]);
    });
    const used = embedded();
    await using(used, async () => {});
    await expect(importMemory(used, linesIn(path))).rejects.toThrow(
      'Import it into a database that no bot has used yet.',
    );
  });

  if (askedPostgres() === undefined) return;

  it('is refused while a bot lives on the database, were it empty as yet', async () => {
    const where = served();
    await using(where, async (database) => {
      const bot = await SpecBot.join(database);
      const path = await spoilt((lines) => lines);
      await expect(importMemory(where, linesIn(path))).rejects.toThrow(/^A bot runs on the PostgreSQL .*\. Stop it/);
      await bot.die();
      await importMemory(where, linesIn(path));
    });
  });
});
