import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from './database';
import { meaningAt, postgresEngine } from './engines/postgres.engine';
import { meaningIn } from './engines/sqlite.engine';
import { openDatabase, openNothing } from './open-database';
import { eachDatabase } from './spec/databases';
import { askedPostgres, SpecPostgres } from './spec/postgres';

const delivery = (id: string) => (database: Database) =>
  database.ask((db) =>
    db.insertInto('deliveries').values({ id, at: 1_732_000_000_000, body: null, bot: null }).execute(),
  );
const deliveries = async (database: Database): Promise<unknown[]> =>
  database.ask((db) => db.selectFrom('deliveries').selectAll().orderBy('id').execute());

describe('a piece of work', () => {
  eachDatabase((open) => {
    it('is saved all of it, with the work in it, or nothing of it', async () => {
      const database = await open();
      await database.run(async () => {
        await delivery('a')(database);
        await database.run(() => delivery('b')(database));
      });
      const failing = database.run(async () => {
        await delivery('c')(database);
        await database.run(() => delivery('d')(database));
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await deliveries(database)).toEqual([
        { id: 'a', at: 1_732_000_000_000, body: null, bot: null },
        { id: 'b', at: 1_732_000_000_000, body: null, bot: null },
      ]);
    });

    it('is not shared with what is saved beside it', async () => {
      const database = await open();
      const beside = Array.from({ length: 10 }, (_, n) => delivery(`b${n}`)(database));
      const failing = database.run(async () => {
        await delivery('a')(database);
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      await Promise.all(beside);
      expect(await deliveries(database)).toHaveLength(10);
    });
  });
});

describe('the embedded database', () => {
  let dataDir: string;
  beforeAll(() => Logger.overrideLogger(false));
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'chatops-store-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('has what it had when it is opened again, in a folder that it makes for its user alone', async () => {
    const folder = join(dataDir, 'new', 'deep');
    const first = await openDatabase({ dataDir: folder });
    expect((statSync(folder).mode & 0o777).toString(8)).toBe('700');
    await delivery('a')(first);
    await first.close();
    const second = await openDatabase({ dataDir: folder });
    expect(await deliveries(second)).toHaveLength(1);
    await second.close();
  });

  it('is refused to a second one that opens it, in a sentence that says what to do', async () => {
    const first = await openDatabase({ dataDir });
    const second = openDatabase({ dataDir });
    await expect(second).rejects.toThrow(
      /^Another process has .*chatops\.db open: one bot owns it\. End the other one; a bot with .* DATA_DIR of its own\.$/,
    );
    await delivery('a')(first);
    await first.close();
  });

  it.each([
    [
      'is no database',
      (file: string) => writeFileSync(file, 'no database at all, but long enough to look at '.repeat(20)),
      'is damaged',
    ],
    ['is a folder', (file: string) => mkdirSync(file), 'I cannot write to the folder'],
  ])('whose file %s is left alone, with a sentence', async (_what, spoil, words) => {
    spoil(join(dataDir, 'chatops.db'));
    await expect(openDatabase({ dataDir })).rejects.toThrow(words);
  });

  it('is left alone where a newer bot has changed its tables, with a sentence', async () => {
    const newer = await openDatabase({ dataDir });
    await newer.ask((db) => sql`insert into kysely_migration values ('9999-later', '2099-01-01')`.execute(db));
    await newer.close();
    await expect(openDatabase({ dataDir })).rejects.toThrow(
      /^A newer version of the bot has used the file .*chatops\.db and changed its tables\. Start that version, or put back/,
    );
  });

  it('says what each trouble of the disk means', () => {
    const meanings = ['SQLITE_FULL', 'ENOSPC', 'SQLITE_READONLY', 'ENOENT', 'SQLITE_IOERR_WRITE', 'SQLITE_CORRUPT'].map(
      (code) => meaningIn('/data', { code }),
    );
    expect(meanings).toEqual([
      'The disk of /data/chatops.db is full. Make room there.',
      'The disk of /data/chatops.db is full. Make room there.',
      expect.stringContaining('I cannot write to the folder /data (SQLITE_READONLY).'),
      expect.stringContaining('I cannot write to the folder /data (ENOENT).'),
      'The disk of /data/chatops.db fails (SQLITE_IOERR_WRITE).',
      expect.stringContaining('Put a backup in its place'),
    ]);
    expect(meaningIn('/data', new TypeError('no'))).toBeUndefined();
  });

  it('can be one that is gone with the process', async () => {
    const nothing = await openNothing();
    await delivery('a')(nothing);
    expect(await deliveries(nothing)).toHaveLength(1);
    await nothing.close();
    expect(await deliveries(await openNothing())).toEqual([]);
  });
});

describe('a PostgreSQL', () => {
  it.each([
    ['28P01', 'refuses the user or the password'],
    ['3D000', 'does not exist. Create it'],
    ['42501', 'may not do that'],
    ['53100', 'is full'],
    ['57P01', 'does not answer (57P01)'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'shows a certificate that I cannot trust (SELF_SIGNED_CERT_IN_CHAIN). Name its'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'the name that the certificate is for'],
    ['ECONNREFUSED', 'does not answer (ECONNREFUSED). Once it does, I go on by myself.'],
  ])('whose trouble is %s is told of in a sentence', (code, words) => {
    expect(meaningAt('the PostgreSQL chatops at db:5432', { code })).toContain(words);
  });

  it('that takes encrypted connections alone is not said to refuse a password', () => {
    const message = 'no pg_hba.conf entry for host "10.0.0.1", user "chatops", database "chatops", no encryption';
    const meaning = meaningAt('the PostgreSQL chatops at db:5432', { code: '28000', message });
    expect(meaning).toMatch(
      /^The PostgreSQL .* takes encrypted connections alone\. Add \?sslmode=verify-full to DATABASE_URL/,
    );
  });

  it('shows nobody its password', async () => {
    const opening = openDatabase({ dataDir: '', databaseUrl: 'postgres://ann:secret@127.0.0.1:1/chatops' });
    const error = await opening.then(String, String);
    expect(error).toBe(
      'StoreError: The PostgreSQL chatops at 127.0.0.1:1 does not answer (ECONNREFUSED). Once it does, I go on by myself.',
    );
  });

  const programs = askedPostgres();
  if (programs === undefined) return;

  it('that was away is used again, and several at once bring it up to date', async () => {
    const server = await SpecPostgres.start(programs);
    const databaseUrl = server.newUrl();
    const [one, ...others] = await Promise.all(
      Array.from({ length: 4 }, () => openDatabase({ dataDir: '', databaseUrl })),
    );
    await delivery('a')(one!);
    await server.down();
    await expect(deliveries(one!)).rejects.toThrow('does not answer');
    await server.up();
    expect(await deliveries(one!)).toHaveLength(1);
    const cut = one!.run(async () => {
      await delivery('b')(one!);
      await server.down();
      // The connection breaks while nobody waits for an answer on it.
      await new Promise((resolve) => setImmediate(resolve));
      await delivery('c')(one!);
    });
    await expect(cut).rejects.toThrow('does not answer');
    await server.up();
    expect(await deliveries(one!)).toHaveLength(1);
    await Promise.all([one!, ...others].map((database) => database.close()));
    await server.stop();
  });

  it('that leaves a question without an answer is asked the next one on another connection', async () => {
    const server = await SpecPostgres.start(programs);
    try {
      const database = await Database.open(postgresEngine(server.newUrl(), () => {}, 1000));
      const unanswered = database.ask((db) => sql`select pg_sleep(60)`.execute(db));
      await expect(unanswered).rejects.toThrow('does not answer (Query read timeout)');
      // As many at a time as there are connections: one of them would wait behind the lost answer.
      expect(await Promise.all(Array.from({ length: 5 }, () => deliveries(database)))).toEqual([[], [], [], [], []]);
      await database.close();
    } finally {
      await server.stop();
    }
  });
});
