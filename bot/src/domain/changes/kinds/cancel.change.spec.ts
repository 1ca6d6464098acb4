import { Logger } from '@nestjs/common';
import { ecsDeployment } from '../../observations/spec/ecs-services.fake';
import type { Origin } from '../change.types';
import { ServiceLockedError, StalePlanError } from '../changes.errors';
import { DEPLOYMENT } from '../../deployments/spec/rollouts.fake';
import { ANN, api, asked, BEN, CAT, ChangeWorld, made, REF } from '../spec/change-world';

beforeAll(() => Logger.overrideLogger(false));

const origin: Origin = { channel: 'C0OPS', said: '/ecs cancel primes-api' };
const wish = {};
const bad = ecsDeployment({
  id: 'ecs-svc/2',
  revision: 'primes-api:2',
  containers: [{ ...api, image: 'r/primes-api:oom', tag: 'oom' }],
  rollout: 'in-progress',
  createdAt: 1000,
});
const good = ecsDeployment({ id: 'ecs-svc/1', revision: 'primes-api:1', containers: [api], primary: false });

/** The deployment of oom is under way, in the place of 1.0.0. */
async function deployingOom() {
  const world = new ChangeWorld({ revision: 'primes-api:2', containers: bad.containers, deployments: [bad, good] });
  await world.clock.advance(60_000);
  return world;
}

const ask = (world: ChangeWorld, actor = ANN) => world.changes.ask('cancel', { ref: REF, wish, actor, origin });

async function agree(world: ChangeWorld, actor = ANN) {
  const { basis: agreed, wish: pinned } = asked(await ask(world, actor));
  return world.changes.askAs('cancel', { ref: REF, wish: pinned, actor, origin, agreed });
}

describe('a cancel', () => {
  it('shows which deployment it would end and what comes back, before anything is ended', async () => {
    const world = await deployingOom();
    const proposal = asked(await ask(world));
    expect(proposal.summary).toEqual({ from: 'oom (under way)', to: '1.0.0' });
    expect(proposal.wish).toEqual({ deployment: 'ecs-svc/2' });
    expect(world.operate.calls).toEqual([]);
  });

  it('ends that very deployment once it is agreed to, in the name of who agreed', async () => {
    const world = await deployingOom();
    const answer = await agree(world, CAT);
    expect(world.operate.calls).toEqual(['stop arn:ecs-svc/2 by U0CAT']);
    expect(made(answer!).result).toMatchObject({ underWay: { version: 'oom' }, back: '1.0.0' });
    expect((await world.audited())[0]).toBe('done: /ecs cancel primes-api: oom (under way) → 1.0.0');
  });

  it('keeps who it was with the deployment, where the bot follows it', async () => {
    const world = await deployingOom();
    await world.repository.save({ ...DEPLOYMENT, ref: REF, handle: { id: 'ecs-svc/2', revision: 'primes-api:2' } });
    const answer = await agree(world);
    expect(made(answer!).result).toMatchObject({ deployment: DEPLOYMENT.id });
    expect(await world.repository.latest(REF)).toMatchObject({
      cancelledBy: { actor: { id: 'U0ANN' }, at: world.clock.now() },
    });
  });

  it('touches no other deployment of the record, where somebody else started this one', async () => {
    const world = await deployingOom();
    await world.repository.save({ ...DEPLOYMENT, ref: REF });
    const handle = { ...DEPLOYMENT.handle, id: 'ecs-svc/0' };
    await world.repository.save({ ...DEPLOYMENT, ref: REF, handle });
    expect(made((await agree(world))!).result).not.toHaveProperty('deployment');
    expect(await world.repository.latest(REF)).not.toHaveProperty('cancelledBy');
  });

  it('says what serves, not what an earlier one left behind', async () => {
    const world = await deployingOom();
    const failed = { ...good, id: 'ecs-svc/0', rollout: 'failed' as const, containers: [{ ...api, tag: '0.9.0' }] };
    const gone = {
      ...good,
      id: 'ecs-svc/x',
      counts: { desired: 0, running: 0, pending: 0 },
      containers: [{ ...api, tag: '0.8.0' }],
    };
    await world.become({ deployments: [bad, failed, gone, good] });
    expect(asked(await ask(world)).summary.to).toBe('1.0.0');
  });

  it('takes that back where AWS refuses', async () => {
    const world = await deployingOom();
    await world.repository.save({ ...DEPLOYMENT, ref: REF, handle: { id: 'ecs-svc/2', revision: 'primes-api:2' } });
    world.operate.fate = { kind: 'refused', error: new Error('No.') };
    await expect(agree(world)).rejects.toThrow('No.');
    expect(await world.repository.latest(REF)).not.toHaveProperty('cancelledBy');
  });

  it('is refused where another deployment is under way by then', async () => {
    const world = await deployingOom();
    const { basis: agreed, wish: pinned } = asked(await ask(world));
    const next = { ...bad, id: 'ecs-svc/3', revision: 'primes-api:3' };
    await world.become({ revision: 'primes-api:3', deployments: [next, good] });
    const pressed = world.changes.askAs('cancel', { ref: REF, wish: pinned, actor: ANN, origin, agreed });
    await expect(pressed).rejects.toThrow('Nothing was cancelled: the deployment of primes/primes-api is over.');
    const unpinned = world.changes.askAs('cancel', { ref: REF, wish: {}, actor: ANN, origin, agreed });
    await expect(unpinned).rejects.toBeInstanceOf(StalePlanError);
    expect(world.operate.calls).toEqual([]);
  });

  it('is refused where nothing is under way, or ECS goes back already', async () => {
    await expect(ask(new ChangeWorld())).rejects.toThrow('no deployment of primes/primes-api is under way');
    const world = await deployingOom();
    await agree(world);
    await expect(ask(world)).rejects.toThrow('ECS is bringing primes/primes-api back to 1.0.0 already');
  });

  it('is refused while ECS does not list the deployment, and to those who may only look', async () => {
    const world = await deployingOom();
    world.rollouts.isSilent = true;
    await expect(agree(world)).rejects.toThrow('Try again in a few seconds');
    await expect(ask(world, BEN)).rejects.toThrow('You may not change primes/primes-api');
    expect(world.operate.calls).toEqual([]);
  });

  it('waits for nobody who changes the service, and nobody changes it beside', async () => {
    const world = await deployingOom();
    let error: unknown;
    world.operate.meanwhile = async () => {
      const beside = world.changes.ask('desired', { ref: REF, wish: { desired: 5 }, actor: CAT, origin });
      error = await beside.catch((refused: unknown) => refused);
    };
    await agree(world);
    expect(error).toBeInstanceOf(ServiceLockedError);
  });
});

describe('a cancel that the bot ended in the middle of', () => {
  /** @param isMade whether AWS had taken it */
  async function killed(isMade: boolean) {
    const world = await deployingOom();
    if (isMade) world.record.endsAt = 'done';
    else world.operate.meanwhile = () => new Promise(() => {});
    void agree(world);
    await world.clock.advance(1000);
    world.record.endsAt = undefined;
    world.leases.lose();
    world.record.leave();
    void world.resumption.resume();
    await world.clock.advance(60_000);
    return world;
  }

  it('is told as done where ECS goes back', async () => {
    const world = await killed(true);
    expect(world.announcements.changes).toMatchObject([{ kind: 'cancel', state: 'done', result: { back: '1.0.0' } }]);
  });

  it('is told as not done where the deployment goes on', async () => {
    const world = await killed(false);
    expect(world.announcements.undone).toMatchObject([{ made: 'no', change: { kind: 'cancel' } }]);
  });
});
