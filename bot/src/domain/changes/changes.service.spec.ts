import { Logger } from '@nestjs/common';
import { InMemoryLeases } from '../../kernel/spec/leases.in-memory';
import { UserError } from '../../kernel/user-error';
import type { Actor } from '../access/access.types';
import type { ChangeKindName, ChangeKinds, Origin } from './change.types';
import { NotRecordedError, ServiceLockedError } from './changes.errors';
import { LeasedServiceLocks } from './service-locks.leased';
import { ANN, BEN, CAT, ChangeWorld, REF } from './spec/change-world';

const origin: Origin = { channel: 'C0OPS', said: '/ecs scale primes-api 4' };
const wished = (desired: number, actor: Actor = ANN) => ({ ref: REF, wish: { desired }, actor, origin });
const basis = (desired: number) => ({ key: String(desired), words: `set to ${desired}` });
/** What less than the minimum is planned from. */
const BELOW = { key: '2 below', words: 'set to 2 and kept to 2-10' };
const SAME = { from: '', to: '' };
const thrown = (promise: Promise<unknown>): Promise<UserError> =>
  promise.then(
    () => Promise.reject(new Error('Nothing was thrown.')),
    (error: unknown) => (error instanceof UserError ? error : Promise.reject(error)),
  );

let errors: unknown[];
beforeEach(() => {
  errors = [];
  jest.spyOn(Logger.prototype, 'error').mockImplementation((message: unknown) => void errors.push(message));
  jest.spyOn(Logger.prototype, 'log').mockImplementation();
});
afterEach(() => jest.restoreAllMocks());

describe('asking for a change', () => {
  it('makes it: written down before and after, announced, and in the audit record', async () => {
    const world = new ChangeWorld();
    const answer = await world.changes.ask('desired', wished(4));
    expect(answer).toMatchObject({
      kind: 'done',
      change: {
        kind: 'desired',
        ref: REF,
        actor: ANN,
        origin,
        summary: { from: '2', to: '4 tasks' },
        state: 'done',
        at: world.clock.now(),
        endedAt: world.clock.now(),
        result: { before: 2, after: 4 },
      },
    });
    expect(world.aas.calls).toEqual(['desired 4 by U0ANN']);
    expect(world.record.states).toEqual(['running', 'done']);
    expect(world.announcements.changes).toMatchObject([{ kind: 'desired', state: 'done' }]);
    expect(answer.kind === 'done' && (await answer.announced)).toEqual({ seen: true });
    expect(await world.audited()).toEqual(['done: /ecs scale primes-api 4: 2 → 4 tasks']);
    expect(await world.trail.newest(1)).toMatchObject([{ channel: 'C0OPS' }]);
    expect(await world.changes.latest(REF)).toMatchObject({ kind: 'desired', actor: ANN });
    expect(await world.changes.latest(REF, undefined, world.clock.now() - 1)).toBeUndefined();
  });

  it('asks first for what takes tasks away, with all that it takes to agree, and changes nothing', async () => {
    const world = new ChangeWorld();
    expect(await world.changes.ask('desired', wished(0))).toMatchObject({
      kind: 'ask',
      change: 'desired',
      ref: REF,
      wish: { desired: 0 },
      basis: BELOW,
      summary: { from: '2', to: '0 tasks' },
      reasons: [],
    });
    expect([world.aas.calls, world.record.states, world.announcements.changes]).toEqual([[], [], []]);
  });

  it('makes what was agreed to, for whoever agreed', async () => {
    const world = new ChangeWorld();
    const answer = await world.changes.ask('desired', { ...wished(0, CAT), agreed: BELOW });
    expect(answer).toMatchObject({ kind: 'done', change: { actor: CAT } });
    expect(world.aas.calls).toEqual(['desired 0 by U0CAT']);
  });

  it('asks about what a button offered and nobody has seen yet, and makes it where there is nothing to ask', async () => {
    const world = new ChangeWorld();
    const offered = { agreed: basis(2), isUnseen: true };
    expect(await world.changes.ask('desired', { ...wished(0), ...offered })).toMatchObject({ kind: 'ask' });
    expect(world.aas.calls).toEqual([]);
    expect(await world.changes.ask('desired', { ...wished(4), ...offered })).toMatchObject({ kind: 'done' });
  });

  it('says that it is so already', async () => {
    const world = new ChangeWorld();
    expect(await world.changes.ask('desired', wished(2))).toMatchObject({ kind: 'same', summary: { to: '2 tasks' } });
    expect(world.aas.calls).toEqual([]);
  });

  it.each([
    ['typed', undefined],
    ['agreed to', basis(2)],
  ])('refuses what would not last, %s, and offers the ranges that would', async (_how, agreed) => {
    const world = new ChangeWorld();
    const error = await thrown(world.changes.ask('desired', { ...wished(12), ...(agreed ? { agreed } : {}) }));
    expect(error.message).toBe(
      'Nothing was changed: primes/primes-api was not set to 12. Automatic scaling keeps it between 2 and 10, so 12 would be reduced at its next activity. A range that contains 12 makes it last.',
    );
    expect(error.steps).toEqual([
      { do: 'set-range', ref: REF, range: { min: 12, max: 12 }, from: { min: 2, max: 10 } },
      { do: 'set-range', ref: REF, range: { min: 2, max: 12 }, from: { min: 2, max: 10 } },
    ]);
    expect(world.aas.calls).toEqual([]);
  });

  it('says what AWS refuses with, and writes down that it failed', async () => {
    const world = new ChangeWorld();
    world.aas.refused = new UserError({ what: 'AWS refused that.' });
    await expect(world.changes.ask('desired', wished(4))).rejects.toBe(world.aas.refused);
    expect(world.record.states).toEqual(['running', 'failed']);
    expect(world.announcements.changes).toEqual([]);
    expect(await world.audited()).toEqual(['failed: /ecs scale primes-api 4: 2 → 4 tasks: AWS refused that.']);
    expect(await world.changes.latest(REF)).toBeUndefined();
    world.aas.refused = undefined;
    expect(await world.changes.ask('desired', wished(4))).toMatchObject({ kind: 'done' });
  });
});

describe('who may change what', () => {
  it('is asked for the service itself, whatever the door let through, and a refusal is written down', async () => {
    const world = new ChangeWorld();
    const error = await thrown(world.changes.ask('desired', wished(4, BEN)));
    expect(error.message).toBe(
      'You may not change primes/primes-api, so nothing was done. That takes the right to operate it. Whoever runs me can add you; <@U0ANN> or <@U0CAT> may do it.',
    );
    expect(error.people).toEqual([ANN.id, CAT.id]);
    expect(await world.trail.newest(9)).toMatchObject([
      { outcome: 'refused', actor: BEN, ref: REF, channel: 'C0OPS', detail: 'needs the right to operate' },
    ]);
    expect(world.ecs.looks).toEqual([]);
  });

  it('says what it refuses, and why, also where that cannot be written down', async () => {
    const world = new ChangeWorld();
    jest.spyOn(world.trail, 'append').mockRejectedValue(new Error('The disk is full'));
    const error = await thrown(world.changes.ask('desired', wished(4, BEN)));
    expect(error.message).toContain('You may not change primes/primes-api');
    expect(errors).toMatchObject([
      {
        msg: 'This is not in the audit record: refused: /ecs scale primes-api 4: needs the right to operate',
        actor: BEN,
      },
    ]);
  });

  it.each([
    ['another environment', { ...REF, environment: 'prod' }, 'There is no environment prod.'],
    ['a cluster that is not looked after', { ...REF, cluster: 'other' }, 'There is no service other/primes-api.'],
    ['an ARN for a cluster', { ...REF, cluster: 'arn:aws:ecs:us-west-2:1:cluster/primes' }, 'There is no service arn'],
    [
      'an ARN for a service',
      { ...REF, service: 'arn:aws:ecs:us-west-2:1:service/x' },
      'There is no service primes/arn',
    ],
    ['a path', { ...REF, service: '../primes-api' }, 'There is no service primes/../primes-api.'],
    ['nothing', { ...REF, service: '' }, 'There is no service primes/.'],
  ])('%s is out of reach, on a button too', async (_what, ref, words) => {
    const world = new ChangeWorld();
    world.environments[0]!.clusters!.push('primes');
    const asked = world.changes.askAs('desired', { ...wished(4), ref, agreed: basis(2) });
    expect((await thrown(asked)).message).toContain(words);
    expect(world.ecs.looks).toEqual([]);
  });

  it('takes any cluster of the region where none is named, and those that are', async () => {
    const world = new ChangeWorld();
    expect(await world.changes.ask('desired', wished(2))).toMatchObject({ kind: 'same' });
    world.environments[0]!.clusters!.push('primes');
    expect(await world.changes.ask('desired', wished(2))).toMatchObject({ kind: 'same' });
  });
});

describe('a world that has moved', () => {
  it('refuses what was agreed to in another one, and says what was changed last, and by whom', async () => {
    const world = new ChangeWorld();
    await world.changes.ask('desired', wished(5, CAT));
    const error = await thrown(world.changes.ask('desired', { ...wished(3), agreed: basis(2) }));
    expect(error.message).toBe(
      'Nothing was changed: primes/primes-api has changed since this was planned. It was set to 2 then and is set to 5 now. The last change through me was by cat: 2 → 5 tasks. Look at it again, and give the command again if you still want it.',
    );
    expect(error.steps).toEqual([{ do: 'look', ref: REF }]);
    expect(world.aas.calls).toEqual(['desired 5 by U0CAT']);
    expect((await world.audited())[0]).toMatch(/^failed: .*: 5 → 3 tasks: Nothing was changed: .* has changed/);
  });

  it('names nobody where nobody moved it through this bot', async () => {
    const world = new ChangeWorld();
    await world.become({ counts: { desired: 7, running: 7, pending: 0 } });
    const error = await thrown(world.changes.ask('desired', { ...wished(3), agreed: basis(2) }));
    expect(error.why).toBe('It was set to 2 then and is set to 7 now.');
  });

  it('is looked at again under the lock, once the plan is made', async () => {
    const world = new ChangeWorld();
    const take = world.locks.take.bind(world.locks);
    jest.spyOn(world.locks, 'take').mockImplementation(async (...asked) => {
      await world.become({ counts: { desired: 7, running: 7, pending: 0 } });
      return take(...asked);
    });
    const error = await thrown(world.changes.ask('desired', wished(3)));
    expect(error.why).toBe('It was set to 2 then and is set to 7 now.');
    expect([world.aas.calls, world.record.states]).toEqual([[], []]);
  });

  it('needs no agreement any more where it is what was wished', async () => {
    const world = new ChangeWorld();
    await world.become({ counts: { desired: 4, running: 4, pending: 0 } });
    expect(await world.changes.ask('desired', { ...wished(4), agreed: basis(2) })).toMatchObject({ kind: 'same' });
  });
});

describe('the lock of a service', () => {
  /** All that are made as soon as they are asked for. */
  type KindName = Exclude<ChangeKindName, 'cancel' | 'continue' | 'end-run' | 'recycle' | 'rollback' | 'run'>;
  const wishes: { [Name in KindName]: ChangeKinds[Name]['wish'] } = {
    desired: { desired: 5 },
    range: { range: { min: 3, max: 9 } },
    image: { image: '1.1.0' },
    restart: {},
  };

  it.each(Object.keys(wishes) as KindName[])('is one for all kinds: %s has to wait for another', async (name) => {
    const world = new ChangeWorld();
    let error: UserError | undefined;
    let interruptions = 0;
    const other = name === 'range' ? 'desired' : 'range';
    const interrupt = async () => {
      // Where nothing is locked the other change is interrupted too, and it would never end.
      if (interruptions++ > 0) return;
      const asked = world.changes.askAs(other, { ref: REF, wish: wishes[other], actor: CAT, origin });
      error = await thrown(asked);
    };
    world.operate.meanwhile = interrupt;
    world.aas.meanwhile = interrupt;
    await world.changes.askAs(name, { ref: REF, wish: wishes[name], actor: ANN, origin });
    expect(error).toBeInstanceOf(ServiceLockedError);
    const [change] = world.announcements.changes;
    expect(error?.message).toBe(
      `Nothing was changed: primes/primes-api is being changed at this moment. ann is changing it: ${change?.summary.from} → ${change?.summary.to}. Look at what came of it, and give the command again if you still want it.`,
    );
    expect(world.announcements.changes).toHaveLength(1);
    expect((await world.audited()).filter((line) => line.startsWith('failed'))).toHaveLength(1);
  });

  it('is told of, not asked about, where the same is wanted another way meanwhile: a question would be stale at once', async () => {
    const world = new ChangeWorld();
    let error: UserError | undefined;
    world.aas.meanwhile = async () => void (error = await thrown(world.changes.ask('desired', wished(5, CAT))));
    await world.changes.ask('desired', wished(4));
    expect(error).toBeInstanceOf(ServiceLockedError);
    expect(error?.why).toBe('ann is changing it: 2 → 4 tasks.');
  });

  it('is free again, whatever came of it', async () => {
    const world = new ChangeWorld();
    world.aas.refused = new UserError({ what: 'No.' });
    await thrown(world.changes.ask('desired', wished(4)));
    world.record.refuses = 'running';
    await thrown(world.changes.ask('desired', wished(4)));
    expect(await world.locks.take(REF, { actor: ANN, kind: 'desired', summary: { from: '', to: '' } })).toHaveProperty(
      'lease',
    );
  });

  it('keeps nobody from another service', async () => {
    const world = new ChangeWorld();
    const other = { ...REF, service: 'worker' };
    world.add(other);
    world.aas.meanwhile = async () => {
      world.aas.meanwhile = () => Promise.resolve();
      await world.changes.ask('desired', { ...wished(5, CAT), ref: other });
    };
    await world.changes.ask('desired', wished(4));
    expect(world.aas.calls).toEqual(['desired 4 by U0ANN', 'desired 5 by U0CAT']);
  });

  it('that cannot be asked for keeps everything as it is', async () => {
    const world = new ChangeWorld();
    world.leases.broken = new Error('The database does not answer.');
    const error = await thrown(world.changes.ask('desired', wished(4)));
    expect(error).toBeInstanceOf(NotRecordedError);
    expect(error.why).toBe('The database does not answer.');
    expect(world.aas.calls).toEqual([]);
    expect(await world.audited()).toEqual([expect.stringMatching(/^failed: /)]);
  });

  it('that is lost before AWS is asked keeps everything as it is', async () => {
    const world = new ChangeWorld();
    const save = world.record.save.bind(world.record);
    jest.spyOn(world.record, 'save').mockImplementation(async (change) => {
      await save(change);
      if (change.state === 'running') world.leases.lose();
    });
    const error = await thrown(world.changes.ask('desired', wished(4)));
    expect(error.why).toBe('The database was away for so long that another bot may be changing it by now.');
    expect(world.aas.calls).toEqual([]);
    await world.clock.advance(1000);
    expect(await world.record.unfinished()).toEqual([]);
  });

  it.each(['made', 'refused'] as const)(
    'that is lost while AWS is asked leaves it to the one that took it up, found it made and told it (%s)',
    async (then) => {
      const world = new ChangeWorld();
      world.aas.meanwhile = async () => {
        world.leases.lose();
        const [running] = await world.record.unfinished();
        await world.record.save({ ...running!, state: 'done', endedAt: 5 });
        if (then === 'refused') throw new Error('Rate exceeded');
      };
      expect(await world.changes.ask('desired', wished(4))).toMatchObject({ kind: 'done', change: { endedAt: 5 } });
      expect(world.announcements.changes).toEqual([]);
      expect(await world.audited()).toEqual([]);
    },
  );

  it('that is lost while AWS is asked hides no change that nobody else has told', async () => {
    const world = new ChangeWorld();
    world.aas.meanwhile = async () => world.leases.lose();
    expect(await world.changes.ask('desired', wished(4))).toMatchObject({ kind: 'done' });
    expect(world.announcements.changes).toHaveLength(1);
  });

  it('is held against everybody, whichever bot they ask', async () => {
    const world = new ChangeWorld();
    const other = new LeasedServiceLocks(new InMemoryLeases(world.clock, world.leases['shared']));
    let held: unknown;
    world.aas.meanwhile = async () => void (held = await other.take(REF, { actor: CAT, kind: 'image', summary: SAME }));
    await world.changes.ask('desired', wished(4));
    expect(held).toEqual({ heldBy: { actor: ANN, kind: 'desired', summary: { from: '2', to: '4 tasks' } } });
    expect(await other.take(REF, { actor: CAT, kind: 'image', summary: SAME })).toHaveProperty('lease');
  });

  it('lets one of ten through who scale it in the same second; the others are told by whom, and to what', async () => {
    const world = new ChangeWorld();
    const access = Array.from({ length: 10 }, (_, n): Actor => (n % 2 ? { ...CAT } : { ...ANN, name: `ann${n}` }));
    const asked = await Promise.allSettled(
      access.map((actor, n) => world.changes.ask('desired', wished(3 + (n % 7), actor))),
    );
    const made = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const told = asked.flatMap((one) => (one.status === 'rejected' ? [(one.reason as Error).message] : []));
    expect(world.aas.calls).toEqual(['desired 3 by U0ANN']);
    expect(made).toMatchObject([{ kind: 'done' }]);
    expect(told).toHaveLength(9);
    for (const words of told) expect(words).toContain('ann0 is changing it: 2 → 3 tasks.');
    expect(world.announcements.changes).toHaveLength(1);
  });
});

describe('what is written down and told', () => {
  it('changes nothing that could not be written down before', async () => {
    const world = new ChangeWorld();
    world.record.refuses = 'running';
    const error = await thrown(world.changes.ask('desired', wished(4)));
    expect(error.message).toBe(
      'Nothing was changed: I could not write down what I was about to do to primes/primes-api. The disk is full. Tell whoever runs me, and give the command again when that is mended.',
    );
    expect(world.aas.calls).toEqual([]);
    expect(world.announcements.changes).toEqual([]);
  });

  it('leaves no intent that a later start would take up, where only the answer to writing it was lost', async () => {
    const world = new ChangeWorld();
    const save = world.record.save.bind(world.record);
    jest.spyOn(world.record, 'save').mockImplementationOnce(async (change) => {
      await save(change);
      throw new Error('The connection broke');
    });
    await thrown(world.changes.ask('desired', wished(4)));
    await world.clock.advance(1000);
    expect(await world.record.unfinished()).toEqual([]);
    expect(world.record.states).toEqual(['running', 'failed']);
  });

  it('has written the intent when AWS is asked', async () => {
    const world = new ChangeWorld();
    let before: unknown;
    world.aas.meanwhile = async () => void (before = await world.changes.latest(REF));
    await world.changes.ask('desired', wished(4));
    expect(before).toMatchObject({ state: 'running', actor: ANN, summary: { from: '2', to: '4 tasks' } });
  });

  it('announces what was changed, though the result could not be written down, and says so in the log', async () => {
    const world = new ChangeWorld();
    world.record.refuses = 'done';
    jest.spyOn(world.trail, 'append').mockRejectedValue(new Error('The disk is full'));
    expect(await world.changes.ask('desired', wished(4))).toMatchObject({ kind: 'done', change: { state: 'done' } });
    expect(world.announcements.changes).toMatchObject([{ state: 'done' }]);
    expect(errors).toMatchObject([
      { msg: expect.stringMatching(/^What came of chg\S+ could not be written down/) },
      { msg: 'This is not in the audit record: done: /ecs scale primes-api 4: 2 → 4 tasks' },
    ]);
  });

  it('is written down in the end where it could not be at once, so that no later start tells it otherwise', async () => {
    const world = new ChangeWorld();
    world.record.refuses = 'done';
    jest.spyOn(world.record, 'told').mockRejectedValueOnce(new Error('The disk is full'));
    await world.changes.ask('desired', wished(4));
    await world.clock.advance(30_000);
    expect(await world.record.unfinished()).toHaveLength(1);
    world.record.refuses = undefined;
    await world.clock.advance(60_000);
    expect([await world.record.unfinished(), await world.record.untold()]).toEqual([[], []]);
    expect(await world.changes.latest(REF)).toMatchObject({ state: 'done' });
  });

  it.each([
    ['can never be said', async () => ({ seen: false as const, why: 'I am not in the channel.' }), 0],
    ['fails', () => Promise.reject(new Error('I am not in the channel.')), 1],
    [
      'cannot even be drawn',
      () => {
        throw new RangeError('I am not in the channel.');
      },
      1,
    ],
  ])('tells whoever asked where the announcement %s', async (_how, fate, logged) => {
    const world = new ChangeWorld();
    world.announcements.fate = fate;
    const answer = await world.changes.ask('desired', wished(4));
    expect(answer.kind === 'done' && (await answer.announced)).toEqual({
      seen: false,
      why: 'I am not in the channel.',
    });
    expect(errors).toHaveLength(logged);
  });
});

describe('what somebody else has just changed', () => {
  const recent = { kind: 'changed-just-now', actor: ANN, summary: { from: '2', to: '4 tasks' } };

  it('10 s ago makes a typed command ask', async () => {
    const world = new ChangeWorld();
    await world.changes.ask('desired', wished(4));
    const at = world.clock.now();
    await world.clock.advance(10_000);
    const answer = await world.changes.ask('desired', wished(5, CAT));
    expect(answer).toMatchObject({ kind: 'ask', reasons: [{ ...recent, at }], basis: basis(4) });
  });

  it.each([
    ['longer ago', CAT, 10_001],
    ['by the same person', ANN, 0],
    ['by the same person under another name', { ...ANN, name: 'anna' }, 0],
  ])('%s does not', async (_what, actor, ms) => {
    const world = new ChangeWorld();
    await world.changes.ask('desired', wished(4));
    await world.clock.advance(ms);
    expect(await world.changes.ask('desired', wished(5, actor))).toMatchObject({ kind: 'done' });
  });

  it('is known to whoever agreed to it', async () => {
    const world = new ChangeWorld();
    await world.changes.ask('desired', wished(4));
    expect(await world.changes.ask('desired', { ...wished(5, CAT), agreed: basis(4) })).toMatchObject({ kind: 'done' });
  });

  it('is told where it is what was wished, and matters to no change of another kind', async () => {
    const world = new ChangeWorld();
    await world.changes.ask('desired', wished(4));
    expect(await world.changes.ask('desired', wished(4, CAT))).toMatchObject({ kind: 'same', recent: { actor: ANN } });
    const asked = { ref: REF, wish: { image: '1.1.0' }, actor: CAT, origin };
    expect(await world.changes.ask('image', asked)).toMatchObject({ kind: 'done' });
  });
});

describe('what stood on a button', () => {
  it.each([
    ['an unknown kind', 'rename', { to: 'x' }],
    ['a wish of another kind', 'desired', { image: '1.1.0' }],
    ['a wish without a number', 'desired', { desired: '4' }],
    ['a broken number', 'desired', { desired: 1.5 }],
    ['a negative number', 'range', { range: { min: -1, max: 2 } }],
    ['no wish', 'image', undefined],
    ['an image that is none', 'image', { image: 7 }],
    ['another way to restart', 'restart', { image: 'newest' }],
  ])('is an old button with %s', async (_what, name, wish) => {
    const world = new ChangeWorld();
    expect(await world.changes.askAs(name, { ref: REF, wish, actor: ANN, origin })).toBeUndefined();
    expect(world.ecs.looks).toEqual([]);
  });

  it('is asked as a wish that was typed', async () => {
    const world = new ChangeWorld();
    const asked = { ref: REF, wish: { range: { min: 3, max: 9 } }, actor: ANN, origin };
    expect(await world.changes.askAs('range', asked)).toMatchObject({ kind: 'done' });
    expect(world.aas.calls).toEqual(['range 3-9 by U0ANN']);
  });
});

it('proposes without changing anything, and says whether somebody has to agree', async () => {
  const world = new ChangeWorld();
  expect(await world.changes.propose('desired', REF, { desired: 4 })).toMatchObject({
    judgement: 'run',
    basis: basis(2),
  });
  expect(await world.changes.propose('desired', REF, { desired: 0 })).toMatchObject({ judgement: 'ask' });
  await expect(world.changes.propose('desired', REF, { desired: 12 })).rejects.toThrow('was not set to 12');
  expect(world.aas.calls).toEqual([]);
});
