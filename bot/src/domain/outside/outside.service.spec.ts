import { Logger } from '@nestjs/common';
import type { Deployment } from '../deployments/deployment.types';
import type { LastDeployment } from '../observations/observation.types';
import { ecsContainer } from '../observations/spec/ecs-services.fake';
import { NotPermittedError } from '../services/services.errors';
import { before, brought, NOW, OutsideWorld, REF, withTag } from './spec/outside-world';

beforeAll(() => Logger.overrideLogger(false));

const going = { deployments: [brought(), before()], steady: false };
const done = { deployments: [brought({ rollout: 'completed', counts: { desired: 2, running: 2, pending: 0 } })] };
const rolledBack: LastDeployment = {
  status: 'ROLLBACK_SUCCESSFUL',
  createdAt: NOW + 60_000,
  revision: 'primes-api:2',
  image: { image: withTag('1.1.0').image, tag: '1.1.0' },
};
const own: Deployment = {
  id: 'dep-own',
  ref: REF,
  actor: { id: 'U0ANN' },
  startedAt: NOW + 31_000,
  container: 'primes-api',
  from: { image: 'r:1.0.0' },
  to: { image: 'r:1.1.0' },
  revision: 'primes-api:2',
  previousRevision: 'primes-api:1',
  handle: { id: 'ecs-svc/2', revision: 'primes-api:2' },
};

/** A bot that has looked at a service that is at rest. */
async function atRest(): Promise<OutsideWorld> {
  const world = new OutsideWorld();
  world.become();
  await world.look();
  await world.look();
  return world;
}

describe('a deployment that somebody else starts', () => {
  it('is told once, with from what to what, kept first, and it is found out who it was', async () => {
    const world = await atRest();
    world.become(going);
    await world.look();
    await world.look();
    const [told, ...more] = await world.look();
    expect(more).toEqual([]);
    expect(told).toMatchObject({
      ref: REF,
      actor: { outside: true },
      startedAt: NOW + 30_000,
      container: 'primes-api',
      from: { tag: '1.0.0', digest: expect.any(String) },
      to: { tag: '1.1.0' },
      revision: 'primes-api:2',
      previousRevision: 'primes-api:1',
      handle: { id: 'ecs-svc/2', revision: 'primes-api:2' },
      fromRanWell: true,
    });
    expect(told).not.toHaveProperty('isRestart');
    expect(await world.deployments.followed()).toEqual([{ deployment: told }]);
    expect(world.sought).toEqual([told!.id]);
  });

  it('is told from what runs, where ECS went back to that and nobody looked in between', async () => {
    const world = await atRest();
    world.become(going);
    await world.look();
    const left = { rollout: 'failed', primary: false, counts: { desired: 0, running: 1, pending: 0 } } as const;
    const third = brought({
      id: 'ecs-svc/3',
      revision: 'primes-api:3',
      containers: [withTag('1.2.0')],
      createdAt: NOW + 50_000,
    });
    world.become({ deployments: [third, brought(left), before()], steady: false });
    expect((await world.look())[1]).toMatchObject({
      from: { tag: '1.0.0' },
      to: { tag: '1.2.0' },
      previousRevision: 'primes-api:1',
    });
  });

  it('is told where it is over by the time of the next look', async () => {
    const world = await atRest();
    world.become(done);
    expect(await world.look()).toHaveLength(1);
  });

  it('is one of new tasks where every image stays', async () => {
    const world = await atRest();
    world.become({ deployments: [brought({ containers: [ecsContainer()] }), before()], steady: false });
    expect(await world.look()).toMatchObject([{ isRestart: true, revision: 'primes-api:2' }]);
  });

  it('is about the container whose image changes, where that is not the main one', async () => {
    const world = new OutsideWorld();
    const agent = ecsContainer({ name: 'agent', main: false, tag: '3', image: 'r/agent:3', digest: 'sha256:3' });
    const newer = { ...agent, tag: '4', image: 'r/agent:4', digest: 'sha256:4' };
    world.become({ containers: [ecsContainer(), agent] });
    await world.look();
    const deployments = [
      brought({ containers: [ecsContainer(), newer] }),
      before({ counts: { desired: 0, running: 0, pending: 0 } }),
    ];
    world.become({ deployments });
    expect(await world.look()).toMatchObject([
      { container: 'agent', several: true, from: { tag: '3' }, to: { tag: '4' } },
    ]);
  });

  it('writes nothing down while nothing is new, and asks for nothing but the services', async () => {
    const world = await atRest();
    const looks = world.ecs.looks.length;
    for (let poll = 0; poll < 20; poll++) await world.look();
    expect([world.seen.saves, world.remembered.asked, world.ecs.looks.length - looks]).toEqual([1, 0, 20]);
  });
});

describe('what is none', () => {
  it.each<[string, Partial<Parameters<OutsideWorld['become']>[0]>]>([
    [
      'the way back that ECS takes itself',
      {
        deployments: [
          brought({ reason: 'ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1.' }),
          before(),
        ],
      },
    ],
    [
      'what ran before, primary again from its own time',
      { deployments: [brought({ id: 'ecs-svc/0', createdAt: -5000 })] },
    ],
    ['what CodeDeploy deploys', { ...going, controller: 'CODE_DEPLOY' }],
    ['what a service has that is being deleted', { ...going, status: 'DRAINING' }],
    ['another number of tasks', { counts: { desired: 9, running: 2, pending: 7 } }],
  ])('is %s', async (_what, change) => {
    const world = await atRest();
    world.become(change);
    await world.look();
    expect(await world.look()).toEqual([]);
  });

  it('is what the bot started, or another bot told', async () => {
    const world = await atRest();
    await world.deployments.save(own);
    world.become(going);
    expect(await world.look()).toEqual([]);
    world.become(done);
    await world.restart();
    expect(await world.look()).toEqual([]);
  });

  it.each(['image', 'restart', 'rollback'] as const)(
    'is what comes of a change that the bot is making, which is not known before it is made: %s',
    async (kind) => {
      const world = await atRest();
      world.change = { kind, state: 'running' };
      world.become(going);
      await world.look();
      expect(await world.look()).toEqual([]);
      world.change = { kind, state: 'done', result: own } as never;
      expect(await world.look()).toEqual([]);
      expect(world.seen.kept.get('default:primes/primes-api')?.id).toBe('ecs-svc/2');
    },
  );

  it('but what began beside a change that came to nothing is told', async () => {
    const world = await atRest();
    world.change = { kind: 'image', state: 'running' };
    world.become(going);
    await world.look();
    world.change = undefined;
    expect(await world.look()).toHaveLength(1);
  });

  it('is the same revision again while that is followed, and is once it is done', async () => {
    const world = await atRest();
    await world.deployments.save({ ...own, handle: { ...own.handle, id: 'ecs-svc/1.5' }, startedAt: NOW + 20_000 });
    world.become(going);
    expect(await world.look()).toEqual([]);
    await world.deployments.save({ ...own, doneAt: NOW + 50_000 });
    const again = brought({ id: 'ecs-svc/3', createdAt: NOW + 70_000 });
    world.become({
      deployments: [again, before({ id: 'ecs-svc/2', revision: 'primes-api:2', containers: [withTag('1.1.0')] })],
    });
    expect(await world.look()).toMatchObject([{ isRestart: true, handle: { id: 'ecs-svc/3' } }]);
  });
});

describe('the first look of all', () => {
  it('tells what goes on, and of what is done nothing', async () => {
    const world = new OutsideWorld();
    world.become(going);
    expect(await world.look()).toMatchObject([{ from: { tag: '1.0.0' }, to: { tag: '1.1.0' } }]);
    const other = new OutsideWorld();
    other.become({ deployments: [...done.deployments, before()] });
    await other.look();
    expect([await other.look(), await other.deployments.history(REF, 9)]).toEqual([[], []]);
  });

  it('tells nothing of a service that is new: there was nothing before', async () => {
    const world = new OutsideWorld();
    world.become({ deployments: [brought()], steady: false });
    await world.look();
    world.become(done);
    expect(await world.look()).toEqual([]);
  });
});

describe('a bot that was down', () => {
  it('tells what began meanwhile and goes on', async () => {
    const world = await atRest();
    world.become(going);
    await world.restart();
    const [told] = await world.look();
    expect(told).toMatchObject({ to: { tag: '1.1.0' } });
    expect(told).not.toHaveProperty('fromRanWell');
  });

  it('tells what was rolled back meanwhile, once, and whoever comes after does not tell it again', async () => {
    const world = await atRest();
    world.remembered.newest = rolledBack;
    await world.restart();
    expect(await world.look()).toMatchObject([
      { from: { tag: '1.0.0' }, to: { tag: '1.1.0' }, startedAt: NOW + 60_000, handle: { id: 'primes-api:2' } },
    ]);
    await world.restart();
    expect(await world.look()).toHaveLength(1);
  });

  it('takes what ECS went back to for no other deployment, though it is one', async () => {
    const world = await atRest();
    world.remembered.newest = rolledBack;
    world.become({ deployments: [before({ id: 'ecs-svc/3', primary: true, createdAt: NOW + 90_000 })] });
    await world.restart();
    expect(await world.look()).toHaveLength(1);
    expect(await world.deployments.history(REF, 9)).toHaveLength(1);
  });

  it('tells what failed and was not rolled back', async () => {
    const world = await atRest();
    world.become({ deployments: [brought({ rollout: 'failed' }), before()] });
    await world.restart();
    expect(await world.look()).toHaveLength(1);
  });

  it('only keeps what is done by then', async () => {
    const world = await atRest();
    world.become(done);
    await world.restart();
    expect(await world.look()).toEqual([]);
    const [kept] = await world.deployments.history(REF, 9);
    expect(kept).toMatchObject({ actor: { outside: true }, to: { tag: '1.1.0' } });
    expect(await world.deployments.followed()).toEqual([]);
    expect(await world.deployments.conclusion(kept!.id)).toMatchObject({ kind: 'succeeded' });
  });

  it('tells nothing that was rolled back before anybody looked, nor what the bot itself had started', async () => {
    const world = new OutsideWorld();
    world.become();
    await world.look(90_000);
    world.remembered.newest = rolledBack;
    await world.restart();
    expect(await world.look()).toEqual([]);
    const other = await atRest();
    await other.deployments.save({ ...own, startedAt: rolledBack.createdAt + 1000 });
    other.remembered.newest = rolledBack;
    await other.restart();
    expect(await other.look()).toEqual([]);
    other.remembered.newest = { ...rolledBack, revision: 'primes-api:3' };
    await other.restart();
    expect(await other.look()).toHaveLength(1);
  });

  it('does without what ECS remembers where it may not read that, and asks again where it fails', async () => {
    const world = await atRest();
    world.become(going);
    world.remembered.failure = new Error('AWS has trouble.');
    await world.restart();
    expect(await world.look()).toEqual([]);
    world.remembered.failure = new NotPermittedError('ecs:ListServiceDeployments', {
      why: '',
      next: '',
      cause: undefined,
    });
    expect(await world.look()).toHaveLength(1);
  });

  it('says of nothing that it ran well which it has not seen of late', async () => {
    const world = await atRest();
    world.ecs.failure = new Error('AWS has trouble.');
    for (let poll = 0; poll < 6; poll++) await world.look();
    world.ecs.failure = undefined;
    world.become(going);
    const [told] = await world.look();
    expect(told).not.toHaveProperty('fromRanWell');
  });

  it('goes on to find out who it was', async () => {
    const world = await atRest();
    world.become(going);
    const [told] = await world.look();
    await world.restart();
    await world.look();
    expect(world.sought).toEqual([told!.id, told!.id]);
  });
});

describe('what cannot be kept', () => {
  it('is not told before it is, and then once', async () => {
    const world = await atRest();
    world.become(going);
    world.deployments.failure = new Error('away');
    await world.look();
    expect(await world.look()).toEqual([]);
    world.deployments.failure = undefined;
    world.seen.failure = new Error('away');
    expect(await world.look()).toHaveLength(1);
    world.seen.failure = undefined;
    expect(await world.look()).toHaveLength(1);
    await world.restart();
    expect(await world.look()).toHaveLength(1);
  });
});
