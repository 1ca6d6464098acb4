import { Logger } from '@nestjs/common';
import type { BoardRecord } from '../chat/told/board.repository';
import { ManualClock } from '../kernel/spec/manual-clock';
import { Backlog } from './backlog';
import { Database } from './database';
import { StoredBoard } from './repositories/board.repository';
import { StoredDeployments } from './repositories/deployments.repository';
import { eachDatabase } from './spec/databases';
import { StoreError } from './store.errors';

const AWAY = new StoreError('It does not answer.', '');
const record = (key: string, more: Partial<BoardRecord> = {}): BoardRecord => ({
  key,
  channel: 'C1',
  replies: {},
  ended: false,
  ...more,
});
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('what is kept', () => {
  afterEach(() => jest.restoreAllMocks());

  eachDatabase((open) => {
    /** A database that takes nothing while it is away. */
    async function setUp() {
      const database = await open();
      const it = { isAway: false };
      const answer: Database['ask'] = database['answerTo'].bind(database);
      database['answerTo'] = (question) => (it.isAway ? Promise.reject(AWAY) : answer(question));
      const put = (id: string) =>
        database.keep(id, (db) => db.insertInto('deliveries').values({ id, at: 1, body: null, bot: null }).execute());
      const ids = () => database.ask((db) => db.selectFrom('deliveries').select('id').orderBy('id').execute());
      return { database, it, put, ids, answer };
    }

    it('while the database is away is written once it is back, before anything else is asked', async () => {
      const { it, put, ids } = await setUp();
      await put('a');
      it.isAway = true;
      await put('b');
      await put('c');
      await expect(ids()).rejects.toBe(AWAY);
      it.isAway = false;
      expect(await ids()).toEqual([{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
    });

    it('comes after what was kept before, and holds up nothing where it can never be written', async () => {
      const { database, it, put, ids } = await setUp();
      const errors = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
      it.isAway = true;
      await put('a');
      await put('a');
      await database.keep('nothing', (db) => db.deleteFrom('deliveries').where('id', '=', 'a').execute());
      await put('b');
      it.isAway = false;
      expect(await ids()).toEqual([{ id: 'b' }]);
      expect(errors.mock.calls).toMatchObject([[{ msg: 'a can never be written down.' }]]);
    });

    it('waits for what was kept before, also where the database takes it by then', async () => {
      const { database, ids } = await setUp();
      let isTaken = false;
      const written: string[] = [];
      await database.keep('a', async () => {
        if (!isTaken) throw AWAY;
        written.push('a');
      });
      await database.keep('b', async () => written.push('b'));
      isTaken = true;
      await ids();
      expect(written).toEqual(['a', 'b']);
    });

    it('is a part of the piece of work that it is kept in, and fails with it', async () => {
      const { database, put, ids } = await setUp();
      const failing = database.run(async () => {
        await put('a');
        await database.keep('b', () => Promise.reject(AWAY));
      });
      await expect(failing).rejects.toBe(AWAY);
      expect(await ids()).toEqual([]);
    });

    it('and of which it is too late to be written is said to be forgotten', async () => {
      const { database, it, put } = await setUp();
      const errors = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
      it.isAway = true;
      await put('a');
      await database.close();
      expect(errors).toHaveBeenCalledWith('1 things are not written down, and are forgotten.');
    });

    it('of a message is known while the database is away, and does not hide what another bot has said since', async () => {
      const { database, it, answer } = await setUp();
      const clock = new ManualClock();
      const board = new StoredBoard(database, clock);
      await board.save(record('k', { replies: { a: { since: 1 } } }));
      it.isAway = true;
      await board.save(record('k', { replies: { a: { since: 1 }, b: { since: 2 } } }));
      expect(await board.load('k')).toMatchObject({ replies: { b: { since: 2 } } });
      await expect(board.load('other')).rejects.toBe(AWAY);
      const theirs = record('k', { ended: true, replies: { c: { since: 3 } } });
      const newer = { saved_at: clock.now() + 1, ended: 1, body: JSON.stringify(theirs) };
      await answer((db) => db.updateTable('board').set(newer).where('key', '=', 'k').execute());
      it.isAway = false;
      const { ended, replies } = (await board.load('k'))!;
      expect([ended, Object.keys(replies).toSorted()]).toEqual([true, ['a', 'b', 'c']]);
    });

    it('of a deployment that cannot be read is said once, and keeps none of the others from being followed', async () => {
      const database = await open();
      const deployments = new StoredDeployments(database);
      const warnings = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
      const ref = { environment: 'default', cluster: 'primes', service: 'primes-api' };
      for (const id of ['dep_a', 'dep_b']) await deployments.save({ id, ref, startedAt: 1 } as never);
      await database.ask((db) => db.updateTable('deployments').set({ body: '{' }).where('id', '=', 'dep_a').execute());
      for (let looks = 0; looks < 3; looks++)
        expect(await deployments.followed()).toMatchObject([{ deployment: { id: 'dep_b' } }]);
      expect(warnings.mock.calls).toMatchObject([[{ msg: 'dep_a can not be read, and nobody follows it.' }]]);
    });
  });
});

test('what waits is tried again by itself, where nobody asks the database anything', async () => {
  Logger.overrideLogger(false);
  const backlog = new Backlog(10);
  let tries = 0;
  const write = () => (++tries < 3 ? Promise.reject(AWAY) : Promise.resolve());
  backlog.add({ what: 'a', write }, 'It does not answer.');
  await pause(200);
  expect([tries, backlog.isEmpty]).toEqual([3, true]);
});
