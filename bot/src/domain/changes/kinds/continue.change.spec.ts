import { Logger } from '@nestjs/common';
import { DEPLOYMENT } from '../../deployments/spec/rollouts.fake';
import { HOOK, rollout } from '../../deployments/spec/stages.fake';
import type { HookAction } from '../../deployments/stages.types';
import { ecsDeployment } from '../../observations/spec/ecs-services.fake';
import type { Origin } from '../change.types';
import { ServiceLockedError } from '../changes.errors';
import { ANN, api, asked, BEN, CAT, ChangeWorld, made, REF } from '../spec/change-world';

beforeAll(() => Logger.overrideLogger(false));

const origin: Origin = { channel: 'C0OPS', button: 'Continue: all traffic to 1.1.0' };
const green = ecsDeployment({
  id: 'ecs-svc/2',
  revision: 'primes-api:2',
  containers: [{ ...api, image: 'r/primes-api:1.1.0', tag: '1.1.0' }],
  rollout: 'in-progress',
  createdAt: 1000,
});
const blue = ecsDeployment({ id: 'ecs-svc/1', revision: 'primes-api:1', containers: [api], primary: false });
const wish = (action: HookAction) => ({ deployment: 'ecs-svc/2', hook: HOOK.id, action });
const basis = { key: 'primes-api:2 ecs-svc/2 ecs-pause-1', words: 'x' };
const paused = rollout('POST_TEST_TRAFFIC_SHIFT', { hooks: [HOOK] });

/** 1.1.0 waits at a hook, beside 1.0.0, and is followed. */
async function waiting(isFollowed = true) {
  const world = new ChangeWorld({ revision: 'primes-api:2', containers: green.containers, deployments: [green, blue] });
  world.rollouts.rollout = paused;
  if (isFollowed) await world.repository.save({ ...DEPLOYMENT, ref: REF });
  await world.clock.advance(60_000);
  return world;
}

const press = (world: ChangeWorld, action: HookAction = 'CONTINUE', actor = ANN, agreed = basis) =>
  world.changes.askAs('continue', { ref: REF, wish: wish(action), actor, origin, agreed });

describe('a decision at a hook', () => {
  it('is carried out in the name of who pressed, kept with the deployment, and written down', async () => {
    const world = await waiting();
    const change = made((await press(world, 'CONTINUE', CAT))!);
    expect(world.operate.calls).toEqual(['CONTINUE arn:ecs-svc/2 at ecs-pause-1 by U0CAT']);
    expect(change.result).toMatchObject({ action: 'CONTINUE', back: '1.0.0', deployment: DEPLOYMENT.id });
    const decided = { hook: HOOK.id, action: 'CONTINUE', actor: CAT, at: world.clock.now() };
    expect(await world.repository.latest(REF)).toMatchObject({ decided: [decided] });
    expect(await world.repository.latest(REF)).not.toHaveProperty('cancelledBy');
    expect(world.record.states).toEqual(['running', 'done']);
    expect(await world.audited()).toEqual(['done: [Continue: all traffic to 1.1.0]: 1.1.0 (waits) → 1.1.0 (goes on)']);
    expect(world.announcements.changes).toMatchObject([{ kind: 'continue', state: 'done' }]);
  });

  it('to go back is no failure of the deployment: somebody wanted it', async () => {
    const world = await waiting();
    await press(world, 'ROLLBACK');
    expect(world.operate.calls).toEqual(['ROLLBACK arn:ecs-svc/2 at ecs-pause-1 by U0ANN']);
    expect(await world.repository.latest(REF)).toMatchObject({ cancelledBy: { actor: ANN } });
    expect(await world.audited()).toEqual([expect.stringContaining('1.1.0 (waits) → 1.0.0')]);
  });

  it('is shown before it is made, where it was not', async () => {
    const world = await waiting();
    const request = { ref: REF, wish: wish('ROLLBACK'), actor: ANN, origin };
    expect(asked(await world.changes.ask('continue', request)).summary).toEqual({ from: '1.1.0 (waits)', to: '1.0.0' });
    expect(world.operate.calls).toEqual([]);
  });

  it('is made once though it is pressed twice, and says who was first', async () => {
    const world = await waiting();
    await press(world, 'CONTINUE', CAT);
    // AWS shows it as waiting for a moment more.
    await expect(press(world)).rejects.toThrow(/does not wait there any more\. cat has let it go on already\./);
    await expect(press(world, 'ROLLBACK')).rejects.toThrow('does not wait there any more');
    expect(world.operate.calls).toHaveLength(1);
  });

  it('is made once though two press at the same moment', async () => {
    const world = await waiting();
    let second: unknown;
    world.operate.meanwhile = async () => {
      world.operate.meanwhile = () => Promise.resolve();
      second = await press(world, 'ROLLBACK', CAT).catch((error: unknown) => error);
    };
    await press(world);
    expect(second).toBeInstanceOf(Error);
    expect(String(second)).toMatch(/is being changed at this moment|does not wait there/);
    expect(world.operate.calls).toEqual(['CONTINUE arn:ecs-svc/2 at ecs-pause-1 by U0ANN']);
  });

  it.each<[string, (world: ChangeWorld) => void | Promise<void>]>([
    ['another hook', (world) => void (world.rollouts.rollout = { ...paused, hooks: [{ ...HOOK, id: 'other' }] })],
    ['it went on', (world) => void (world.rollouts.rollout = rollout('PRODUCTION_TRAFFIC_SHIFT'))],
    [
      'its time ran out',
      (world) => void (world.rollouts.rollout = { ...paused, hooks: [{ ...HOOK, status: 'timed-out' }] }),
    ],
    ['another deployment', (world) => world.become({ deployments: [{ ...green, id: 'ecs-svc/3' }, blue] })],
    ['it is over', (world) => world.become({ deployments: [{ ...green, rollout: 'completed' }] })],
    ['AWS does not list it', (world) => void (world.rollouts.isSilent = true)],
  ])('is refused from an old button: %s', async (_what, move) => {
    const world = await waiting();
    await move(world);
    await expect(press(world)).rejects.toThrow('does not wait there any more');
    expect(world.operate.calls).toEqual([]);
  });

  it('is refused to those who may only look', async () => {
    const world = await waiting();
    await expect(press(world, 'CONTINUE', BEN)).rejects.toThrow('You may not change primes/primes-api');
    expect(world.operate.calls).toEqual([]);
  });

  it('is made for a deployment that nobody follows', async () => {
    const world = await waiting(false);
    expect(made((await press(world))!).result).not.toHaveProperty('deployment');
    expect(world.operate.calls).toHaveLength(1);
  });

  it('is taken back from the record where AWS refuses', async () => {
    const world = await waiting();
    world.operate.fate = { kind: 'refused', error: new Error('No.') };
    await expect(press(world, 'ROLLBACK')).rejects.toThrow('No.');
    expect(await world.repository.latest(REF)).not.toHaveProperty('decided');
    expect(await world.repository.latest(REF)).not.toHaveProperty('cancelledBy');
  });

  it('is not a wish of any other form', async () => {
    const world = await waiting();
    for (const odd of [{}, { ...wish('CONTINUE'), action: 'STOP' }, { hook: 'h', action: 'CONTINUE' }])
      expect(await world.changes.askAs('continue', { ref: REF, wish: odd, actor: ANN, origin })).toBeUndefined();
  });
});

describe('a decision that the bot ended in the middle of', () => {
  /** @param then what AWS shows after that */
  async function killed(then: (world: ChangeWorld) => void, action: HookAction = 'CONTINUE') {
    const world = await waiting();
    world.operate.meanwhile = () => new Promise(() => {});
    void press(world, action);
    await world.clock.advance(1000);
    then(world);
    world.leases.lose();
    world.record.leave();
    void world.resumption.resume();
    await world.clock.advance(60_000);
    return world;
  }
  const hooks = (status: 'succeeded' | 'timed-out') => (world: ChangeWorld) => {
    world.rollouts.rollout = { ...paused, hooks: [{ ...HOOK, status }] };
  };

  it('is told as made where it went on', async () => {
    const world = await killed(hooks('succeeded'));
    expect(world.announcements.changes).toMatchObject([{ kind: 'continue', state: 'done' }]);
  });

  it('is told as not made where it still waits', async () => {
    const world = await killed(() => {});
    expect(world.announcements.undone).toMatchObject([{ made: 'no', change: { kind: 'continue' } }]);
    world.operate.meanwhile = () => Promise.resolve();
    await press(world);
    expect(world.operate.calls).toHaveLength(2);
  });

  it.each([
    ['its time ran out', hooks('timed-out'), 'CONTINUE'],
    ['it went on though it was to go back', hooks('succeeded'), 'ROLLBACK'],
  ] as const)('is told as not known where %s', async (_what, then, action) => {
    const world = await killed(then, action);
    expect(world.announcements.undone).toMatchObject([{ made: 'unknown' }]);
  });
});

it('is one lock with all other changes', async () => {
  const world = await waiting();
  let error: unknown;
  world.operate.meanwhile = async () => {
    const beside = world.changes.ask('desired', { ref: REF, wish: { desired: 5 }, actor: CAT, origin });
    error = await beside.catch((refused: unknown) => refused);
  };
  await press(world);
  expect(error).toBeInstanceOf(ServiceLockedError);
});
