import type { Service, ServiceRevision } from '@aws-sdk/client-ecs';
import { ServiceNotFoundError } from '../../domain/services/services.errors';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { awsError, CannedAws } from '../spec/canned-aws';
import type { Answers } from '../spec/canned-aws';
import {
  deploymentAnswer,
  digest,
  image,
  revisionAnswer,
  serviceAnswer,
  serviceRevisionArn,
  taskDefinitionAnswer,
  taskDefinitionArn,
} from '../spec/ecs-answers';
import { EcsServicesAdapter } from './ecs-services.adapter';
import { RevisionReader } from './revision-reader';
import { ServiceReader } from './service-reader';
import { ServiceRevisions } from './service-revisions';
import { TaskDefinitions } from './task-definitions';

const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const IMAGE = image('primes-api', '1.0.0');

/** A real adapter over canned answers: a steady service, unless `answers` say otherwise. */
function setUp(answers: Answers = {}) {
  const aws = new CannedAws({
    DescribeServices: { services: [serviceAnswer()] },
    DescribeTaskDefinition: ({ taskDefinition }) => taskDefinitionAnswer(String(taskDefinition)),
    DescribeServiceRevisions: {
      serviceRevisions: [
        revisionAnswer(1, 'primes-api:1', [{ containerName: 'app', image: IMAGE, imageDigest: digest('1') }]),
      ],
    },
    ...answers,
  });
  const clock = new ManualClock(5_000_000);
  const revisions = new ServiceRevisions(aws.clients, clock);
  const reader = new RevisionReader(new TaskDefinitions(aws.clients, clock), revisions);
  return { aws, clock, services: new EcsServicesAdapter(new ServiceReader(aws.clients), reader, clock) };
}

const withService = (service: Partial<Service>, answers: Answers = {}) =>
  setUp({ DescribeServices: { services: [serviceAnswer(service)] }, ...answers });

describe('a look at a service', () => {
  it('says what is set and what runs, with the digests that its tags were resolved to', async () => {
    const { services, aws } = setUp();
    const app = { name: 'app', image: IMAGE, tag: '1.0.0', digest: digest('1'), main: true, memoryMiB: 512 };
    expect(await services.look(REF)).toEqual({
      ref: REF,
      at: 5_000_000,
      status: 'ACTIVE',
      controller: 'ECS',
      scheduling: 'REPLICA',
      counts: { desired: 2, running: 2, pending: 0 },
      revision: 'primes-api:1',
      containers: [app],
      deployments: [
        {
          id: 'ecs-svc/1',
          primary: true,
          revision: 'primes-api:1',
          containers: [app],
          rollout: 'completed',
          counts: { desired: 2, running: 2, pending: 0 },
          failedTasks: 0,
          createdAt: 1000,
          updatedAt: 2000,
        },
      ],
      taskSets: [],
      balanced: [{ container: 'app', targetGroupArn: 'arn:tg' }],
      circuitBreaker: { on: false, rollback: false },
      room: { minimumHealthyPercent: 100, maximumPercent: 200 },
      deploymentAlarms: [],
      steady: true,
      events: [],
    });
    expect(aws.inputs('DescribeServices')).toEqual([{ cluster: 'primes', services: ['primes-api'] }]);
  });

  it('reads what never changes once, however often the service is looked at', async () => {
    const { services, aws } = setUp();
    await Promise.all([services.look(REF), services.look(REF)]);
    await services.look(REF);
    expect(aws.operations.toSorted()).toEqual([
      'DescribeServiceRevisions',
      'DescribeServices',
      'DescribeServices',
      'DescribeTaskDefinition',
    ]);
  });

  it('reads a new revision again until its tags are resolved', async () => {
    const images: ServiceRevision['containerImages'] = [{ containerName: 'app', image: IMAGE }];
    const { services, aws, clock } = setUp({
      DescribeServiceRevisions: () => ({
        serviceRevisions: [{ ...revisionAnswer(1, 'primes-api:1', images), createdAt: new Date(clock.now()) }],
      }),
    });
    await services.look(REF);
    images[0]!.imageDigest = digest('2');
    await services.look(REF);
    expect(aws.inputs('DescribeServiceRevisions')).toHaveLength(1);
    await clock.advance(11_000);
    expect((await services.look(REF)).containers).toMatchObject([{ digest: digest('2') }]);
    await clock.advance(7_200_000);
    await services.look(REF);
    expect(aws.inputs('DescribeServiceRevisions')).toHaveLength(2);
  });

  it('asks for services of one cluster together, and each that is missing is said to be', async () => {
    const { services, aws } = setUp();
    const names = ['primes-api', 'gone', ...Array.from({ length: 10 }, (_, n) => `s${n}`)];
    const looks = await Promise.allSettled(names.map((service) => services.look({ ...REF, service })));
    const asked = aws.inputs('DescribeServices').map((input) => (input['services'] as string[]).length);
    expect(asked.toSorted((a, b) => a - b)).toEqual([2, 10]);
    expect(looks[0]!.status).toBe('fulfilled');
    expect(looks[1]).toMatchObject({ reason: expect.any(ServiceNotFoundError) });
    expect((looks[1] as PromiseRejectedResult).reason.ref.service).toBe('gone');
  });

  it('asks for services of two clusters in a call each', async () => {
    const { services, aws } = setUp();
    await Promise.all([services.look(REF), services.look({ ...REF, cluster: 'batch' })]);
    const asked = aws
      .inputs('DescribeServices')
      .map(({ cluster, services: names }) => `${String(cluster)}: ${String(names)}`);
    expect(asked.toSorted()).toEqual(['batch: primes-api', 'primes: primes-api']);
  });

  it('takes a deleted service for none', async () => {
    await expect(withService({ status: 'INACTIVE' }).services.look(REF)).rejects.toBeInstanceOf(ServiceNotFoundError);
    const noCluster = setUp({ DescribeServices: awsError('ClusterNotFoundException') });
    await expect(noCluster.services.look(REF)).rejects.toMatchObject({ ref: REF });
  });
});

describe('deployments', () => {
  it('are each of their own revision, the primary one first; a forced one brings the newer digest', async () => {
    const images = (letter: string) => [{ containerName: 'app', image: IMAGE, imageDigest: digest(letter) }];
    const { services } = withService(
      {
        deployments: [
          deploymentAnswer({ id: 'ecs-svc/1', status: 'ACTIVE', createdAt: new Date(1000) }),
          deploymentAnswer({
            id: 'ecs-svc/2',
            rolloutState: 'IN_PROGRESS',
            createdAt: new Date(2000),
            runningCount: 1,
          }),
        ],
        currentServiceRevisions: [{ arn: serviceRevisionArn(1) }, { arn: serviceRevisionArn(2) }],
      },
      {
        DescribeServiceRevisions: {
          serviceRevisions: [
            revisionAnswer(1, 'primes-api:1', images('1')),
            revisionAnswer(2, 'primes-api:1', images('2')),
          ],
        },
      },
    );
    const { deployments, containers, steady } = await services.look(REF);
    expect(deployments).toMatchObject([
      { id: 'ecs-svc/2', rollout: 'in-progress', containers: [{ digest: digest('2') }] },
      { id: 'ecs-svc/1', rollout: 'completed', containers: [{ digest: digest('1') }] },
    ]);
    expect(containers).toMatchObject([{ digest: digest('2') }]);
    expect(steady).toBe(false);
  });

  it('go on for as long as ECS says so, though all their tasks run', async () => {
    const { services } = withService({ deployments: [deploymentAnswer({ rolloutState: 'IN_PROGRESS' })] });
    expect(await services.look(REF)).toMatchObject({ deployments: [{ rollout: 'in-progress' }], steady: false });
  });

  it('that are older have no digests where only the newest service revision is told', async () => {
    const { services } = withService({
      deployments: [
        deploymentAnswer({ id: 'ecs-svc/1', status: 'ACTIVE', createdAt: new Date(1000) }),
        deploymentAnswer({ id: 'ecs-svc/2', createdAt: new Date(2000) }),
      ],
    });
    const look = await services.look(REF);
    const [newer, older] = look.deployments;
    // The older one is still there, whatever the newer one says of itself.
    expect(look.steady).toBe(false);
    expect(newer).toMatchObject({ id: 'ecs-svc/2', containers: [{ digest: digest('1') }] });
    expect(JSON.stringify(older)).not.toContain(digest('1'));
  });

  it('are over where ECS says no rollout state, as behind a Classic Load Balancer, once all their tasks run', async () => {
    const { rolloutState: _, ...classic } = deploymentAnswer();
    expect(await withService({ deployments: [classic] }).services.look(REF)).toMatchObject({ steady: true });
    const short = withService({ deployments: [{ ...classic, runningCount: 1 }], runningCount: 1 });
    expect(await short.services.look(REF)).toMatchObject({ deployments: [{ rollout: 'in-progress' }], steady: false });
  });
});

describe('a service that others deploy', () => {
  const taskSet = {
    id: 'ecs-svc/111',
    status: 'PRIMARY',
    stabilityStatus: 'STEADY_STATE' as const,
    runningCount: 2,
    computedDesiredCount: 2,
    taskDefinition: taskDefinitionArn('primes-api:3'),
    loadBalancers: [{ containerName: 'app', targetGroupArn: 'arn:blue' }],
  };
  const others: Partial<Service> = { deployments: [], currentServiceRevisions: [], loadBalancers: [] };

  it('by CodeDeploy, is set to what its primary task set is of, and steady when that is', async () => {
    const { services } = withService({ ...others, deploymentController: { type: 'CODE_DEPLOY' }, taskSets: [taskSet] });
    expect(await services.look(REF)).toMatchObject({
      controller: 'CODE_DEPLOY',
      revision: 'primes-api:3',
      containers: [{ name: 'app', main: true }],
      deployments: [],
      taskSets: [{ id: 'ecs-svc/111', primary: true, steady: true, counts: { desired: 2, running: 2, pending: 0 } }],
      balanced: [{ container: 'app', targetGroupArn: 'arn:blue' }],
      steady: true,
    });
    const changing = { ...taskSet, stabilityStatus: 'STABILIZING' as const };
    const moving = withService({ ...others, deploymentController: { type: 'CODE_DEPLOY' }, taskSets: [changing] });
    expect(await moving.services.look(REF)).toMatchObject({ steady: false });
  });

  it('by a controller of their own, may be set to nothing: then ECS is asked for no revision', async () => {
    const { taskDefinition: _, ...bare } = serviceAnswer({ ...others, deploymentController: { type: 'EXTERNAL' } });
    const { services, aws } = setUp({ DescribeServices: { services: [{ ...bare, taskSets: [] }] } });
    const seen = await services.look(REF);
    expect(seen).toMatchObject({ controller: 'EXTERNAL', containers: [], deployments: [], taskSets: [] });
    expect(seen).not.toHaveProperty('revision');
    expect(aws.operations).toEqual(['DescribeServices']);
  });

  it('as a daemon, says so', async () => {
    expect(await withService({ schedulingStrategy: 'DAEMON' }).services.look(REF)).toMatchObject({
      scheduling: 'DAEMON',
    });
  });
});

describe('what may not be read', () => {
  const denied = awsError('AccessDeniedException', 'not authorized to perform: ecs:DescribeTaskDefinition');

  it('of the service revisions, leaves the task definition, without digests', async () => {
    const { services } = setUp({ DescribeServiceRevisions: denied });
    expect((await services.look(REF)).containers).toEqual([
      { name: 'app', image: IMAGE, tag: '1.0.0', main: true, memoryMiB: 512 },
    ]);
  });

  it('of the task definition, leaves the service revision, without limits', async () => {
    const { services } = setUp({ DescribeTaskDefinition: denied });
    expect((await services.look(REF)).containers).toEqual([
      { name: 'app', image: IMAGE, tag: '1.0.0', digest: digest('1'), main: true },
    ]);
  });

  it('of both, says why, hides nothing else, and is tried again', async () => {
    const { services, aws } = setUp({ DescribeTaskDefinition: denied, DescribeServiceRevisions: denied });
    expect(await services.look(REF)).toMatchObject({
      counts: { running: 2 },
      containers: { unknown: expect.stringContaining('ecs:DescribeTaskDefinition') },
    });
    aws.answers['DescribeTaskDefinition'] = taskDefinitionAnswer('primes-api:1');
    expect(await services.look(REF)).toMatchObject({ containers: [{ name: 'app', main: true }] });
  });
});

describe('a look that may be some seconds old', () => {
  it('is shared by those who ask for it, and what is to be changed is looked at now', async () => {
    const { services, aws, clock } = setUp();
    await services.look(REF);
    await clock.advance(3000);
    expect((await services.look(REF, { maxAgeMs: 5000 })).at).toBe(5_000_000);
    await clock.advance(3000);
    expect((await services.look(REF, { maxAgeMs: 5000 })).at).toBe(5_006_000);
    await services.look(REF);
    expect(aws.inputs('DescribeServices')).toHaveLength(3);
  });

  it('is not what failed', async () => {
    const { services, aws } = setUp({ DescribeServices: awsError('AccessDeniedException') });
    await expect(services.look(REF, { maxAgeMs: 5000 })).rejects.toThrow('does not let me');
    aws.answers['DescribeServices'] = { services: [serviceAnswer()] };
    expect(await services.look(REF, { maxAgeMs: 5000 })).toMatchObject({ steady: true });
  });
});

it('asks for what a service most likely still has while it asks for the service', async () => {
  const { services, aws, clock } = setUp();
  const unresolved = [{ containerName: 'app', image: IMAGE }];
  const created = { createdAt: new Date(clock.now()) };
  aws.answers['DescribeServiceRevisions'] = {
    serviceRevisions: [{ ...revisionAnswer(1, 'primes-api:1', unresolved), ...created }],
  };
  await services.look(REF);
  await clock.advance(60_000);
  let answer: () => void = () => undefined;
  aws.answers['DescribeServices'] = () =>
    new Promise((resolve) => (answer = () => resolve({ services: [serviceAnswer()] })));
  const look = services.look(REF);
  while (aws.inputs('DescribeServiceRevisions').length < 2) await new Promise((resolve) => setImmediate(resolve));
  answer();
  await look;
  expect(aws.inputs('DescribeServiceRevisions')).toHaveLength(2);
});

describe('a table', () => {
  const names = Array.from({ length: 45 }, (_, n) => `s${n}`);
  const refs = names.map((service) => ({ ...REF, service }));
  const one = (service: string): Service =>
    serviceAnswer({
      serviceName: service,
      taskDefinition: taskDefinitionArn(`${service}:1`),
      deployments: [deploymentAnswer({ taskDefinition: taskDefinitionArn(`${service}:1`) })],
      currentServiceRevisions: [{ arn: `arn:${service}` }],
    });
  const answers = (images: ServiceRevision['containerImages']): Answers => ({
    DescribeServices: ({ services }) => ({ services: (services as string[]).map(one) }),
    DescribeServiceRevisions: ({ serviceRevisionArns }) => ({
      serviceRevisions: (serviceRevisionArns as string[]).map((arn) => ({
        ...revisionAnswer(1, `${arn.slice(4)}:1`, images),
        serviceRevisionArn: arn,
      })),
    }),
    DescribeTaskDefinition: ({ taskDefinition }) =>
      taskDefinitionAnswer(String(taskDefinition), {
        containerDefinitions: [
          { name: 'app', image: IMAGE },
          { name: 'once', image: image('once', '1'), essential: false },
        ],
      }),
  });
  const counts = (operations: string[]) => ({
    services: operations.filter((name) => name === 'DescribeServices').length,
    revisions: operations.filter((name) => name === 'DescribeServiceRevisions').length,
    taskDefinitions: operations.filter((name) => name === 'DescribeTaskDefinition').length,
  });

  it('of N services asks for ten of them a call, twenty revisions a call, and revisions never again', async () => {
    const { services, aws, clock } = setUp(answers([{ containerName: 'app', image: IMAGE, imageDigest: digest('1') }]));
    const seen = await services.lookAll(refs);
    expect(seen.map((part) => !('unknown' in part) && part.ref.service)).toEqual(names);
    expect(seen[7]).toMatchObject({ containers: [{ tag: '1.0.0', digest: digest('1'), main: true }] });
    const { services: described, revisions, taskDefinitions } = counts(aws.operations);
    expect(described).toBe(5);
    expect(revisions).toBeLessThanOrEqual(5);
    expect(taskDefinitions).toBe(0);
    await clock.advance(60_000);
    await services.lookAll(refs);
    expect(counts(aws.operations)).toEqual({ services: 10, revisions, taskDefinitions: 0 });
  });

  it('reads a task definition only where several containers and no load balancer leave open whose version it is', async () => {
    const images = [
      { containerName: 'app', image: IMAGE, imageDigest: digest('1') },
      { containerName: 'once', image: image('once', '1'), imageDigest: digest('2') },
    ];
    const balanced = setUp(answers(images));
    await balanced.services.lookAll(refs);
    expect(counts(balanced.aws.operations).taskDefinitions).toBe(0);
    const open = setUp({
      ...answers(images),
      DescribeServices: ({ services }) => ({
        services: (services as string[]).map((name) => ({ ...one(name), loadBalancers: [] })),
      }),
    });
    const seen = await open.services.lookAll(refs.slice(0, 3));
    expect(seen[0]).toMatchObject({
      containers: [
        { name: 'app', main: true },
        { name: 'once', main: false },
      ],
    });
    expect(counts(open.aws.operations).taskDefinitions).toBe(3);
  });

  it('has the ten newest events of each, where a single look has all', async () => {
    const events = Array.from({ length: 30 }, (_, n) => ({ id: `e${n}`, createdAt: new Date(n * 1000), message: '' }));
    const { services } = withService({ events });
    const [row] = await services.lookAll([REF]);
    const newest = Array.from({ length: 10 }, (_, n) => ({ id: `e${29 - n}`, at: (29 - n) * 1000, message: '' }));
    expect(row).toMatchObject({ events: newest });
    expect((await services.look(REF)).events).toHaveLength(30);
  });

  it('says of a service why it cannot be read, and is shared for as long as asked', async () => {
    const { services, aws, clock } = setUp(answers([]));
    aws.answers['DescribeServices'] = { services: [one('s1')] };
    const two = refs.slice(0, 2);
    expect(await services.lookAll(two)).toMatchObject([{ unknown: expect.stringContaining('no service') }, {}]);
    await clock.advance(4000);
    await services.lookAll(two, { maxAgeMs: 5000 });
    expect(aws.inputs('DescribeServices').map(({ services: asked }) => asked)).toEqual([['s0', 's1'], ['s0']]);
  });
});
