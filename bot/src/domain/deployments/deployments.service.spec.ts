import { ManualClock } from '../../kernel/spec/manual-clock';
import { UnknownImageError } from '../images/images.service';
import { StalePlanError } from '../services/services.service';
import { DeploymentLock } from './deployment.lock';
import { DeploymentPlanner } from './deployment.planner';
import { DeploymentRecord } from './deployment.record';
import { DeploymentWatcher } from './deployment.watcher';
import { ANN, digest, FakeImages, live, RecordingOperate, REF } from './spec/deployments.fakes';
import { REPOSITORY, ScriptedEcs, steady } from './spec/deployments.fakes';
import type { Answer } from './spec/deployments.fakes';
import { ScriptedRollouts } from './spec/rollouts.fake';
import { InMemoryDeploymentRepository } from './deployments.in-memory.repository';
import { ContainerChoiceError, DeploymentLockedError, DeploymentsService } from './deployments.service';
import { NoSuchTagError, OtherRepositoryError, SameImageError } from './deployments.service';

function world(...script: Answer[]) {
  const ecs = new ScriptedEcs(script.length > 0 ? script : [{ service: steady() }]);
  const images = new FakeImages();
  const operate = new RecordingOperate();
  const repository = new InMemoryDeploymentRepository();
  const clock = new ManualClock(60_000);
  const lock = new DeploymentLock(ecs, repository);
  const deployments = new DeploymentsService(
    new DeploymentPlanner(ecs, images, repository, lock),
    lock,
    operate,
    new DeploymentWatcher(new ScriptedRollouts([]), repository, clock, { pollSeconds: 2 }),
    new DeploymentRecord(repository, clock),
  );
  return { ecs, images, operate, deployments };
}

const LOST = new Error('AWS did not answer');

const underWay = steady({
  revision: 'primes-api:2',
  deployments: [
    live({ id: 'ecs-svc/2', revision: 'primes-api:2', rollout: 'in-progress', running: 0, createdAt: 50_000 }),
    live({ primary: false }),
  ],
});

describe('a plan', () => {
  it('says what runs, what would run, and what it was planned from', async () => {
    expect(await world().deployments.plan(REF, { image: '1.1.0' })).toEqual({
      ref: REF,
      container: 'api',
      from: { image: `${REPOSITORY}:1.0.0`, tag: '1.0.0', digest: digest('a') },
      to: { image: `${REPOSITORY}:1.1.0`, tag: '1.1.0', digest: digest('b'), pushedAt: 2000 },
      plannedFrom: 'primes-api:1',
      same: false,
      desired: 2,
    });
  });

  it('takes a digest, and a full reference of the same repository only', async () => {
    const { deployments } = world();
    expect((await deployments.plan(REF, { image: digest('b') })).to.image).toBe(`${REPOSITORY}@${digest('b')}`);
    expect((await deployments.plan(REF, { image: `${REPOSITORY}:1.1.0` })).to.tag).toBe('1.1.0');
    await expect(deployments.plan(REF, { image: 'nginx/nginx:1' })).rejects.toBeInstanceOf(OtherRepositoryError);
    await expect(deployments.plan(REF, { image: 'no such tag!' })).rejects.toBeInstanceOf(NoSuchTagError);
  });

  it('refuses a tag that the registry does not have, and names the newest', async () => {
    const planned = world().deployments.plan(REF, { image: '9.9.9' });
    await expect(planned).rejects.toBeInstanceOf(UnknownImageError);
    await expect(planned).rejects.toThrow('The newest it has: 1.1.0, 1.0.0.');
  });

  it('cannot check a registry that it cannot read, which is no refusal', async () => {
    const { deployments, images } = world();
    images.unreadable = true;
    const plan = await deployments.plan(REF, { image: '9.9.9' });
    expect(plan.unchecked).toContain('ecr:DescribeImages is missing.');
    expect(plan).toMatchObject({ to: { tag: '9.9.9' }, same: false });
  });

  it('knows the same image under another name, and lets one that failed be tried again', async () => {
    const { deployments, images } = world();
    images.known[1]?.tags.push('stable');
    expect(await deployments.plan(REF, { image: 'stable' })).toMatchObject({ same: true });
    const failed = world({ service: steady({ deployments: [live({ rollout: 'failed' })] }) });
    expect(await failed.deployments.plan(REF, { image: '1.0.0' })).toMatchObject({ same: false });
  });

  it('changes the container behind the load balancer, the named one, or asks', async () => {
    const containersOf = [
      { name: 'proxy', image: 'envoy:1' },
      { name: 'api', image: `${REPOSITORY}:1.0.0` },
    ];
    const two = world();
    two.ecs.containersOf = containersOf;
    const asked = two.deployments.plan(REF, { image: '1.1.0' });
    await expect(asked).rejects.toBeInstanceOf(ContainerChoiceError);
    await expect(asked).rejects.toMatchObject({ containers: ['proxy', 'api'] });
    await expect(two.deployments.plan(REF, { image: '1.1.0', container: 'db' })).rejects.toThrow('no container db');
    expect(await two.deployments.plan(REF, { image: '1.1.0', container: 'api' })).toMatchObject({ container: 'api' });
    const balanced = world({ service: steady({ balanced: ['api', 'api'] }) });
    balanced.ecs.containersOf = containersOf;
    expect(await balanced.deployments.plan(REF, { image: '1.1.0' })).toMatchObject({ container: 'api' });
  });

  it('shows a deployment that somebody else has under way', async () => {
    const plan = await world({ service: underWay }).deployments.plan(REF, { image: '1.1.0' });
    expect(plan.underWay).toEqual({ revision: 'primes-api:2', startedAt: 50_000 });
  });
});

describe('a start', () => {
  it('registers the planned image, sets the service to it, and says who did', async () => {
    const { deployments, operate } = world();
    const deployment = await deployments.start(await deployments.plan(REF, { image: '1.1.0' }), ANN);
    expect(operate.calls).toEqual([
      { register: { revision: 'primes-api:1', container: 'api', image: `${REPOSITORY}:1.1.0` } },
      { update: 'primes-api:2', by: 'U1' },
    ]);
    expect(deployment).toMatchObject({ revision: 'primes-api:2', previousRevision: 'primes-api:1', startedAt: 60_000 });
    expect(await deployments.latest(REF)).toEqual(deployment);
  });

  it('changes nothing when the service has moved on since the plan', async () => {
    const { deployments, operate } = world({ service: steady() }, { service: steady({ revision: 'primes-api:7' }) });
    const stale = deployments.start(await deployments.plan(REF, { image: '1.1.0' }), ANN);
    await expect(stale).rejects.toBeInstanceOf(StalePlanError);
    await expect(stale).rejects.toThrow('It was primes-api:1 then and is primes-api:7 now.');
    expect(operate.calls).toEqual([]);
  });

  it('changes nothing when the image runs already', async () => {
    const { deployments, operate } = world();
    const same = deployments.start(await deployments.plan(REF, { image: '1.0.0' }), ANN);
    await expect(same).rejects.toBeInstanceOf(SameImageError);
    expect(operate.calls).toEqual([]);
  });

  it('refuses a second one while the first is being started, and while it runs', async () => {
    const { deployments, operate, ecs } = world();
    const plan = await deployments.plan(REF, { image: '1.1.0' });
    const refused: unknown[] = [];
    operate.meanwhile = async () => {
      await deployments.start(plan, ANN).catch((error: unknown) => refused.push(error));
    };
    const [first] = await Promise.all([
      deployments.start(plan, ANN),
      deployments.start(plan, ANN).catch((e) => refused.push(e)),
    ]);
    expect(first).toMatchObject({ revision: 'primes-api:2' });
    expect(refused).toEqual([expect.any(DeploymentLockedError), expect.any(DeploymentLockedError)]);
    expect(operate.calls).toHaveLength(2);
    const running = new ScriptedEcs([{ service: underWay }]);
    ecs.service = () => running.service();
    await expect(deployments.plan(REF, { image: '1.0.0' })).rejects.toThrow('started by <@U1>');
  });

  it('follows what AWS did although its answer was lost, and says what it says where nothing was done', async () => {
    const { deployments, operate } = world({ service: steady() }, { service: steady() }, { service: underWay });
    operate.meanwhile = () => Promise.reject(LOST);
    const started = await deployments.start(await deployments.plan(REF, { image: '1.1.0' }), ANN);
    expect(started).toMatchObject({ revision: 'primes-api:2', handle: { id: 'ecs-svc/2', revision: 'primes-api:2' } });
    expect(await deployments.latest(REF)).toEqual(started);
    const refused = world();
    refused.operate.meanwhile = () => Promise.reject(LOST);
    const failed = refused.deployments.start(await refused.deployments.plan(REF, { image: '1.1.0' }), ANN);
    await expect(failed).rejects.toBe(LOST);
  });

  it('is not refused for an earlier one that ended unwatched', async () => {
    const { deployments } = world();
    await deployments.start(await deployments.plan(REF, { image: '1.1.0' }), ANN);
    expect(await deployments.plan(REF, { image: '1.1.0' })).toMatchObject({ plannedFrom: 'primes-api:1' });
  });
});
