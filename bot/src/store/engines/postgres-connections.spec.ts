import { sql } from 'kysely';
import { Database } from '../database';
import { askedPostgres, SpecPostgres } from '../spec/postgres';
import { postgresEngine } from './postgres.engine';

const programs = askedPostgres();
const describeAsked = programs === undefined ? describe.skip : describe;

const value = (database: Database): Promise<number> =>
  database.ask(async (db) => (await sql<{ one: number }>`select 1 as one`.execute(db)).rows[0]!.one);
/** Why something fails, and how long that takes, milliseconds. */
async function failing(work: Promise<unknown>): Promise<{ why: string; ms: number }> {
  const began = performance.now();
  const why = await work.then(() => '', String);
  return { why, ms: performance.now() - began };
}
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describeAsked('connections to a PostgreSQL', () => {
  let server: SpecPostgres;
  beforeAll(async () => {
    server = await SpecPostgres.start(programs!);
  });
  afterAll(() => server.stop());

  it('tell soon of a server that stops answering, at once while that is known, and go on once it answers', async () => {
    const database = await Database.open(postgresEngine(server.newUrl(), () => {}));
    const both = () => Promise.all([value(database), value(database)]);
    await both();
    server.signal('SIGSTOP');
    const first = await failing(both());
    expect(first.why).toMatch(/does not answer .*Once it does, I go on by myself\./);
    expect(first.ms).toBeLessThan(4000);
    const next = await failing(value(database));
    expect(next.why).toContain('does not answer');
    expect(next.ms).toBeLessThan(100);
    server.signal('SIGCONT');
    await pause(1000);
    expect(await both()).toEqual([1, 1]);
    await database.close();
  });

  it('wait for what takes long on a server that is there', async () => {
    const database = await Database.open(postgresEngine(server.newUrl(), () => {}));
    const slow = database.ask((db) => sql<{ one: number }>`select 1 as one, pg_sleep(3.5)`.execute(db));
    expect((await slow).rows).toHaveLength(1);
    await database.close();
  });

  it('end on the server what was asked there and not answered: it does nothing any more', async () => {
    const database = await Database.open(postgresEngine(server.newUrl(), () => {}, 1000));
    const deliveries = () => database.ask((db) => db.selectFrom('deliveries').select('id').execute());
    const [{ pid }] = await database.ask(
      async (db) => (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows as [{ pid: number }],
    );
    process.kill(pid, 'SIGSTOP');
    const lost = database.ask((db) => sql`insert into deliveries (id, at) values ('late', 1)`.execute(db));
    await expect(lost).rejects.toThrow('does not answer (Query read timeout)');
    expect(await deliveries()).toEqual([]);
    process.kill(pid, 'SIGCONT');
    await pause(500);
    expect(await deliveries()).toEqual([]);
    await database.close();
  });
});
