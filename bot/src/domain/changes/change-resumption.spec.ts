import { Logger } from '@nestjs/common';
import type { EcsService } from '../observations/ecs-service.types';
import { ecsDeployment } from '../observations/spec/ecs-services.fake';
import type { LastDeployment } from '../observations/observation.types';
import { NotPermittedError } from '../services/services.errors';
import type { ChangeKindName, ChangeKinds, Origin } from './change.types';
import { ANN, ChangeWorld, REF, REPOSITORY } from './spec/change-world';

const origin: Origin = { channel: 'C0OPS', said: '/ecs …' };
/** All that are made as soon as they are asked for. */
type KindName = Exclude<ChangeKindName, 'cancel' | 'continue' | 'end-run' | 'recycle' | 'rollback' | 'run'>;
const WISHES: { [Name in KindName]: ChangeKinds[Name]['wish'] } = {
  desired: { desired: 4 },
  range: { range: { min: 3, max: 9 } },
  image: { image: '1.1.0' },
  restart: {},
};
const DENIED = new NotPermittedError('ecs:ListServiceDeployments', { why: 'No policy.', next: 'Allow it.', cause: '' });
const KINDS = Object.keys(WISHES) as KindName[];

beforeEach(() => {
  jest.spyOn(Logger.prototype, 'error').mockImplementation();
  jest.spyOn(Logger.prototype, 'warn').mockImplementation();
});
afterEach(() => jest.restoreAllMocks());

/** The bot ends in the middle of a change: before AWS is asked, or just after AWS has done it. */
async function killed(name: KindName, moment: 'before' | 'after', was: Partial<EcsService> = {}) {
  const world = new ChangeWorld(was);
  await world.clock.advance(60_000);
  if (moment === 'after') world.record.endsAt = 'done';
  else world.aas.meanwhile = world.operate.meanwhile = () => new Promise(() => {});
  void world.changes.ask(name, { ref: REF, wish: WISHES[name], actor: ANN, origin });
  await world.clock.advance(1000);
  world.record.endsAt = undefined;
  // The locks end with the process, and what it began is anybody's.
  world.leases.lose();
  world.record.leave();
  expect(await world.record.unfinished()).toHaveLength(1);
  expect(world.announcements.changes).toEqual([]);
  return world;
}

describe('a change in the middle of which the bot ended', () => {
  it.each(KINDS)('of the kind %s is told as made where AWS took it', async (name) => {
    const world = await killed(name, 'after');
    await world.resumption.resume();
    expect(world.announcements.changes).toMatchObject([{ kind: name, state: 'done', result: expect.anything() }]);
    expect(await world.record.unfinished()).toEqual([]);
    expect(await world.audited()).toEqual([expect.stringMatching(/^done: /)]);
    expect(await world.record.untold()).toEqual([]);
  });

  it.each(KINDS)('of the kind %s is told as not made where AWS was not asked, and offered once more', async (name) => {
    const world = await killed(name, 'before');
    await world.clock.advance(10_000);
    await world.resumption.resume();
    expect(world.announcements.undone).toMatchObject([{ made: 'no', again: { change: name, ref: REF } }]);
    expect(world.announcements.changes).toEqual([]);
    expect(await world.audited()).toEqual([
      expect.stringContaining('restarted before it did this: nothing was changed'),
    ]);
    const { again } = world.announcements.undone[0]!;
    world.aas.meanwhile = world.operate.meanwhile = () => Promise.resolve();
    const answer = await world.changes.askAs(name, {
      ref: REF,
      wish: again?.wish,
      actor: ANN,
      origin,
      agreed: again!.basis,
    });
    expect(answer?.kind).toBe('done');
  });

  it('is told as made where AWS does it just after the bot ended', async () => {
    const world = await killed('desired', 'before');
    const resumed = world.resumption.resume();
    await world.clock.advance(5000);
    await world.become({ counts: { desired: 4, running: 2, pending: 2 } });
    await world.clock.advance(5000);
    await resumed;
    expect(world.announcements.undone).toEqual([]);
    expect(world.announcements.changes).toMatchObject([{ kind: 'desired', state: 'done' }]);
  });

  it('keeps its service locked until it is found out, and waits while somebody else changes that', async () => {
    const world = await killed('desired', 'before');
    const held = await world.locks.take(REF, { actor: ANN, kind: 'range', summary: { from: '2-10', to: '3-9' } });
    const resumed = world.resumption.resume();
    await world.clock.advance(500);
    expect(await world.record.unfinished()).toHaveLength(1);
    if ('lease' in held) await held.lease.giveBack();
    await world.clock.advance(1000);
    await expect(world.changes.ask('range', { ref: REF, wish: WISHES.range, actor: ANN, origin })).rejects.toThrow(
      'is being changed at this moment',
    );
    await world.clock.advance(10_000);
    await resumed;
    expect(world.announcements.undone).toMatchObject([{ made: 'no' }]);
    expect(await world.locks.take(REF, { actor: ANN, kind: 'range', summary: { from: '', to: '' } })).toHaveProperty(
      'lease',
    );
  });

  it('is unfinished until it was told that it was not made', async () => {
    const world = await killed('desired', 'before');
    await world.clock.advance(10_000);
    let told = (): void => {};
    world.announcements.fate = () => new Promise((resolve) => (told = () => resolve({ seen: true })));
    const resumed = world.resumption.resume();
    await world.clock.advance(1000);
    expect(await world.record.unfinished()).toHaveLength(1);
    told();
    await resumed;
    expect(await world.record.unfinished()).toEqual([]);
  });

  it('is not called made or unmade where the service is something else meanwhile', async () => {
    const world = await killed('desired', 'after');
    await world.become({ counts: { desired: 7, running: 2, pending: 0 } });
    await world.resumption.resume();
    expect(world.announcements.undone).toEqual([
      { change: expect.objectContaining({ kind: 'desired' }), made: 'unknown' },
    ]);
  });

  it('is not called made where ECS has gone back to what was there before, or somebody deployed another image', async () => {
    for (const change of [{ revision: 'primes-api:1' }, { revision: 'primes-api:9' }]) {
      const world = await killed('image', 'after');
      const createdAt = world.clock.now();
      await world.become({ deployments: [ecsDeployment({ ...change, id: 'ecs-svc/9', createdAt })] });
      await world.resumption.resume();
      expect(world.announcements.undone).toMatchObject([{ made: 'unknown' }]);
    }
  });

  describe('where ECS has gone back meanwhile, which makes the deployment before it primary again', () => {
    async function goneBack(last: () => Promise<LastDeployment | undefined>) {
      const world = await killed('image', 'after');
      // The bot ended before it had kept what ECS started.
      jest.spyOn(world.repository, 'latest').mockResolvedValue(undefined);
      await world.become({ revision: 'primes-api:1', deployments: [ecsDeployment({ createdAt: 0, primary: true })] });
      world.lastDeployment = last;
      // A while later, so that nothing is waited for.
      await world.clock.advance(10_000);
      await world.resumption.resume();
      return world.announcements;
    }
    const failed = (at: number, tag: string) => ({
      createdAt: at,
      status: 'ROLLBACK_SUCCESSFUL',
      revision: 'primes-api:2',
      image: { image: `${REPOSITORY}:${tag}` },
    });

    it('is told as made', async () => {
      const { undone, changes } = await goneBack(async () => failed(Number.MAX_SAFE_INTEGER, '1.1.0'));
      expect(undone).toEqual([]);
      expect(changes).toMatchObject([{ result: { revision: 'primes-api:2', handle: { revision: 'primes-api:2' } } }]);
    });

    it.each<['no' | 'unknown', string, () => Promise<LastDeployment | undefined>]>([
      ['no', 'before it', async () => failed(0, '1.1.0')],
      ['unknown', 'from another image', async () => failed(Number.MAX_SAFE_INTEGER, '1.2.0')],
      ['no', 'as far as the bot may read', () => Promise.reject(DENIED)],
    ])('is told with %s where that was %s', async (made, _what, last) => {
      expect((await goneBack(last)).undone).toMatchObject([{ made }]);
    });
  });

  it('that started a deployment is followed under the name it was given', async () => {
    const world = await killed('image', 'after');
    const [followed] = await world.repository.followed();
    await world.resumption.resume();
    expect(world.announcements.changes).toMatchObject([{ result: followed!.deployment }]);
    expect(await world.repository.followed()).toHaveLength(1);
    expect(await world.changes.startedBy(followed!.deployment.id)).toMatchObject({ kind: 'image', state: 'done' });
  });

  it('whose deployment had no name yet is given one, and the time at which ECS began it', async () => {
    const world = await killed('image', 'after');
    const [first] = await world.repository.followed();
    await world.repository.save({ ...first!.deployment, id: 'dep-older', handle: { id: 'ecs-svc/0', revision: 'x' } });
    await world.resumption.resume();
    expect(world.announcements.changes).toMatchObject([
      { result: { startedAt: world.clock.now() - 1000, to: { image: `${REPOSITORY}:1.1.0` } } },
    ]);
  });

  it('holds up no other, nor the bot, where it is of a kind that this version does not have', async () => {
    const world = await killed('desired', 'after');
    const [left] = await world.record.unfinished();
    await world.record.save({ ...left!, id: 'chg-newer', kind: 'newer' as ChangeKindName });
    world.record.leave();
    const resumed = world.resumption.resume();
    await world.clock.advance(2000);
    await resumed;
    expect(world.announcements.changes).toMatchObject([{ kind: 'desired', state: 'done' }]);
    expect(await world.record.unfinished()).toMatchObject([{ id: 'chg-newer' }]);
  });

  it('is none that this bot is making itself when it can read the record at last', async () => {
    const world = new ChangeWorld();
    jest.spyOn(world.record, 'takeLeft').mockRejectedValueOnce(new Error('away'));
    const resumed = world.resumption.resume();
    world.operate.meanwhile = () => new Promise(() => {});
    await world.clock.advance(500);
    void world.changes.ask('image', { ref: REF, wish: WISHES.image, actor: ANN, origin });
    await world.clock.advance(20_000);
    await resumed;
    expect(await world.record.unfinished()).toHaveLength(1);
    expect(world.announcements.undone).toEqual([]);
  });

  it('is asked about until AWS answers', async () => {
    const world = await killed('desired', 'after');
    world.aas.throttled = new Error('Rate exceeded');
    const resumed = world.resumption.resume();
    await world.clock.advance(20_000);
    expect(world.announcements.changes).toEqual([]);
    world.aas.throttled = undefined;
    await world.clock.advance(60_000);
    await resumed;
    expect(world.announcements.changes).toHaveLength(1);
  });
});

describe('a change that was made and not told', () => {
  it('is told, once', async () => {
    const world = new ChangeWorld();
    world.announcements.fate = () => new Promise(() => {});
    await world.changes.ask('desired', { ref: REF, wish: { desired: 4 }, actor: ANN, origin });
    world.announcements.fate = async () => ({ seen: true });
    world.record.leave();
    await world.resumption.resume();
    expect(world.announcements.changes).toHaveLength(2);
    await world.clock.advance(0);
    await world.resumption.resume();
    expect(world.announcements.changes).toHaveLength(2);
  });
});
