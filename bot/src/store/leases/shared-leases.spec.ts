import { Logger } from '@nestjs/common';
import type { Lease, Taken } from '../../kernel/leases';
import { StoreError } from '../store.errors';
import { SpecBot } from '../spec/bots';
import { eachDatabase } from '../spec/databases';
import { OwnedLeases } from './owned-leases';
import { ManualClock } from '../../kernel/spec/manual-clock';

function leaseIn(taken: Taken): Lease {
  if ('lease' in taken) return taken.lease;
  throw new Error(`It is held: ${taken.heldBy}`);
}

describe('several bots on a database', () => {
  eachDatabase((open) => {
    async function setUp() {
      const database = await open();
      const [ann, ben] = [await SpecBot.join(database), await SpecBot.join(database)];
      const turns = () => database.ask((db) => db.selectFrom('leases').select(['name', 'bot']).execute());
      /** What passes while it cannot be asked. */
      const away = () => jest.spyOn(database, 'ask').mockRejectedValue(new StoreError('It does not answer.', ''));
      return { database, ann, ben, turns, away };
    }
    afterEach(() => jest.restoreAllMocks());

    it('have each turn one at a time, and hear who has it', async () => {
      const { ann, ben } = await setUp();
      const lease = leaseIn(await ann.leases.take('watch', 'ann'));
      expect(await ben.leases.take('watch', 'ben')).toEqual({ heldBy: 'ann' });
      expect(await ann.leases.take('watch')).toEqual({ heldBy: 'ann' });
      leaseIn(await ben.leases.take('other'));
      await lease.giveBack();
      expect([lease.isHeld, lease.over.aborted]).toEqual([false, true]);
      expect(leaseIn(await ben.leases.take('watch')).isHeld).toBe(true);
    });

    it('reach for the same turn at once, and one gets it', async () => {
      const { ann, ben } = await setUp();
      for (let round = 0; round < 20; round++) {
        const taken = await Promise.all([ann, ben].map(({ leases }) => leases.take(`turn ${round}`, 'somebody')));
        expect(taken.filter((one) => 'lease' in one)).toHaveLength(1);
      }
    });

    it('take the turns of one that is gone, which finds out before it saves anything', async () => {
      const { database, ann, ben } = await setUp();
      const lease = leaseIn(await ann.leases.take('watch'));
      await ann.die();
      leaseIn(await ben.leases.take('watch'));
      const saving = database.run(() => lease.confirm());
      await expect(saving).rejects.toThrow('Another bot holds "watch" by now, so nothing was saved.');
      await lease.giveBack();
      expect(await ann.leases.take('watch')).not.toHaveProperty('lease');
    });

    it('do not wait for one that ends in order', async () => {
      const { ann, ben, turns } = await setUp();
      const lease = leaseIn(await ann.leases.take('watch'));
      expect(await ben.leases.hasOthers()).toBe(true);
      await ann.leases.onApplicationShutdown();
      expect([await turns(), lease.isHeld]).toEqual([[], false]);
      expect(await ben.leases.hasOthers()).toBe(false);
      leaseIn(await ben.leases.take('watch'));
    });

    it('keep their turns for as long as they say that they live', async () => {
      const { ann } = await setUp();
      const lease = leaseIn(await ann.leases.take('watch'));
      for (let seconds = 0; seconds < 60; seconds += 3) await passing(ann, 3000);
      expect(lease.isHeld).toBe(true);
      await lease.confirm();
    });

    it('lose all turns by their own clock where they could not say so, and take them again', async () => {
      const { ann, away } = await setUp();
      const lease = leaseIn(await ann.leases.take('watch'));
      const asked = away();
      await passing(ann, 9000);
      expect(lease.isHeld).toBe(true);
      await passing(ann, 1000);
      expect([lease.isHeld, lease.over.aborted]).toEqual([false, true]);
      await expect(ann.leases.take('watch')).rejects.toThrow('It does not answer.');
      asked.mockRestore();
      expect(leaseIn(await ann.leases.take('watch')).isHeld).toBe(true);
    });

    it('know of their loss when they wake up, before any timer tells them', async () => {
      const { ann } = await setUp();
      const lease = leaseIn(await ann.leases.take('watch'));
      // Stopped: no timer comes, and the clock goes on.
      ann.clock['time'] += 10_000;
      expect(lease.isHeld).toBe(false);
      await expect(lease.confirm()).rejects.toThrow('Another bot holds');
    });

    it('leave no row of a turn that could not be given back', async () => {
      const { ann, turns, away, ben } = await setUp();
      const lease = leaseIn(await ann.leases.take('watch'));
      const asked = away();
      await lease.giveBack();
      await expect(ann.leases.take('lost')).rejects.toThrow('It does not answer.');
      asked.mockRestore();
      expect(await turns()).toHaveLength(1);
      leaseIn(await ann.leases.take('kept'));
      await passing(ann, 3000);
      expect(await turns()).toEqual([{ name: 'kept', bot: ann.leases.bot }]);
      leaseIn(await ben.leases.take('watch'));
    });

    it('look for what others left every three seconds, and not just after the database was away', async () => {
      const { ann, away } = await setUp();
      const leaving = new AbortController();
      let looks = 0;
      const looking = ann.leases.lookForLeft(async () => {
        looks += 1;
        if (looks === 2) throw new Error('away');
      }, leaving.signal);
      await passing(ann, 0);
      expect(looks).toBe(1);
      await passing(ann, 9000);
      expect(looks).toBe(4);
      const asked = away();
      await passing(ann, 12_000);
      asked.mockRestore();
      const before = looks;
      await passing(ann, 6000);
      expect(looks).toBe(before);
      await passing(ann, 6000);
      expect(looks).toBeGreaterThan(before);
      leaving.abort();
      await looking;
    });
  });
});

describe('the one bot of a database that is its own', () => {
  eachDatabase((open) => {
    it('has each turn once, and looks once for what was left', async () => {
      const database = await open();
      const clock = new ManualClock();
      const leases = await OwnedLeases.begin(database, clock);
      const lease = leaseIn(await leases.take('watch', 'me'));
      expect(await leases.take('watch')).toEqual({ heldBy: 'me' });
      await lease.confirm();
      await lease.giveBack();
      const again = leaseIn(await leases.take('watch'));
      await lease.giveBack();
      expect([lease.isHeld, again.isHeld, await leases.hasOthers()]).toEqual([false, true, false]);
      const looks = [new Error('away'), undefined, undefined];
      const looked = leases.lookForLeft(async () => {
        const trouble = looks.shift();
        if (trouble) throw trouble;
      }, new AbortController().signal);
      await clock.advance(60_000);
      await looked;
      expect(looks).toEqual([undefined]);
    });

    it('finds whatever stood there before left by one that is gone', async () => {
      const database = await open();
      const before = await OwnedLeases.begin(database, new ManualClock());
      const now = await OwnedLeases.begin(database, new ManualClock());
      const bots = await database.ask((db) => db.selectFrom('bots').select('id').execute());
      expect(bots).toEqual([{ id: now.bot }]);
      expect(before.bot).not.toBe(now.bot);
    });
  });
});

/** Its time passes, second by second, and the database answers in between. */
async function passing({ clock }: SpecBot, ms: number): Promise<void> {
  for (let passed = 0; passed <= ms; passed += 1000) {
    await clock.advance(passed === 0 ? 0 : 1000);
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

beforeAll(() => Logger.overrideLogger(false));
