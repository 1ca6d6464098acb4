import type {
  ContainerDefinition,
  DescribeTasksResponse,
  HealthCheck,
  RunTaskResponse,
  Task,
} from '@aws-sdk/client-ecs';
import { EcsHarness } from './spec/ecs-harness';

const PASSES = { command: ['CMD-SHELL', 'exit 0'], interval: 10, timeout: 2, retries: 3 };
const FAILS = { ...PASSES, command: ['CMD', 'false'] };
const UNBALANCED = { loadBalancers: [], healthCheckGracePeriodSeconds: 0 };

describe('container health checks', () => {
  let harness: EcsHarness;
  beforeEach(() => (harness = new EcsHarness()));

  const define = (
    healthCheck: HealthCheck,
    more: Partial<ContainerDefinition> = {},
    beside: ContainerDefinition[] = [],
  ) =>
    harness.register('checked', {
      containerDefinitions: [
        { name: 'app', image: 'repo/primes:1', portMappings: [{ containerPort: 80 }], healthCheck, ...more },
        ...beside,
      ],
    });
  const create = (more: object = {}) => harness.create({ taskDefinition: 'f-checked', desiredCount: 1, ...more });
  const health = (task: Task | undefined = harness.tasks()[0]) => [
    task?.healthStatus,
    ...(task?.containers ?? []).map(({ healthStatus }) => healthStatus),
  ];
  const stoppedReasons = () =>
    harness.tasks('STOPPED').map(({ stopCode, stoppedReason }) => `${stopCode} ${stoppedReason}`);

  it('make a task healthy with the first that passes, without the 40 seconds of one that has none', async () => {
    define(PASSES);
    create(UNBALANCED);
    await harness.pass(17);
    expect([health(), harness.healthy]).toEqual([['UNKNOWN', 'UNKNOWN'], 0]);
    await harness.pass(3);
    expect([health(), harness.healthy]).toEqual([['HEALTHY', 'HEALTHY'], 1]);
    await harness.pass(5);
    expect(harness.service.deployments).toMatchObject([{ rolloutState: 'COMPLETED' }]);
    const [first, second] = harness.runtime.checks;
    expect(first).toMatchObject({ command: ['/bin/sh', '-c', 'exit 0'], timeoutMs: 2000 });
    await harness.pass(20);
    expect((harness.runtime.checks[1]?.at ?? 0) - (first?.at ?? 0)).toBe(10_100);
    expect(second).toBeUndefined();
  });

  it('keep a deployment waiting, however healthy its targets are', async () => {
    define({ ...FAILS, retries: 10, interval: 60 });
    create();
    await harness.pass(300);
    expect(harness.targets.routed).toHaveLength(1);
    expect(harness.healthy).toBe(0);
    expect(harness.service).toMatchObject({ runningCount: 1, deployments: [{ rolloutState: 'IN_PROGRESS' }] });
  });

  it('fail: the task is replaced in ECS’s words, and the breaker rolls back', async () => {
    harness.create({ desiredCount: 1 });
    await harness.settle();
    define(FAILS);
    harness.update({ taskDefinition: 'f-checked', healthCheckGracePeriodSeconds: 0 });
    await harness.pass(37);
    expect(harness.events).not.toContainEqual(expect.stringContaining('failed container health checks'));
    expect(harness.tasks().map((task) => health(task)[0])).toEqual(['UNKNOWN', 'UNKNOWN']);
    await harness.pass(5);
    const [failed] = harness.tasks('STOPPED');
    expect(failed).toMatchObject({
      desiredStatus: 'STOPPED',
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: 'Task failed container health checks',
    });
    expect(health(failed)).toEqual(['UNHEALTHY', 'UNHEALTHY']);
    expect(harness.events).toContain(
      `(service api) (task ${failed?.taskArn?.slice(-32)}) failed container health checks.`,
    );
    await harness.pass(300);
    expect(stoppedReasons().filter((reason) => reason.includes('container health'))).toHaveLength(3);
    expect(harness.deployments[0]).toMatchObject({
      status: 'ROLLBACK_SUCCESSFUL',
      deploymentCircuitBreaker: { status: 'TRIGGERED', failureCount: 3 },
    });
  });

  it('replace a task that served well until now, and not within the service’s grace period', async () => {
    define(PASSES);
    create({ healthCheckGracePeriodSeconds: 300 });
    await harness.settle();
    harness.runtime.passes = () => false;
    await harness.pass(60);
    expect([health(), harness.tasks('STOPPED')]).toEqual([['UNHEALTHY', 'UNHEALTHY'], []]);
    harness.runtime.passes = () => true;
    await harness.pass(20);
    expect(health()).toEqual(['HEALTHY', 'HEALTHY']);
    await harness.pass(60);
    harness.runtime.passes = () => false;
    await harness.pass(40);
    harness.runtime.passes = () => true;
    await harness.settle();
    expect(stoppedReasons()).toEqual(['ServiceSchedulerInitiated Task failed container health checks']);
    expect(harness.events).toContainEqual(expect.stringMatching(/replaced 1 tasks due to an unhealthy status/));
    expect(harness.service).toMatchObject({ runningCount: 1, deployments: [{ rolloutState: 'COMPLETED' }] });
  });

  it('of a container that is not essential say nothing of the task', async () => {
    define(PASSES, {}, [{ name: 'side', image: 'repo/primes:2', essential: false, healthCheck: FAILS }]);
    create();
    await harness.settle();
    expect(health()).toEqual(['HEALTHY', 'HEALTHY', 'UNHEALTHY']);
    expect(harness.service).toMatchObject({ runningCount: 1, deployments: [{ rolloutState: 'COMPLETED' }] });
  });

  it('of a task that no service runs are told, and nobody stops it', async () => {
    define(FAILS);
    const { tasks } = harness.call<RunTaskResponse>('RunTask', {
      cluster: 'primes',
      taskDefinition: 'f-checked',
      launchType: 'FARGATE',
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
    });
    await harness.pass(120);
    const described = harness.call<DescribeTasksResponse>('DescribeTasks', {
      cluster: 'primes',
      tasks: [tasks?.[0]?.taskArn],
    });
    expect(described.tasks).toMatchObject([{ healthStatus: 'UNHEALTHY', lastStatus: 'RUNNING' }]);
  });

  it('are told with what ECS fills in, and are off with NONE', async () => {
    define({ command: ['NONE'] });
    const { taskDefinition } = harness.call<{ taskDefinition: { containerDefinitions: ContainerDefinition[] } }>(
      'DescribeTaskDefinition',
      { taskDefinition: 'f-checked' },
    );
    const healthCheck = { command: ['NONE'], interval: 30, timeout: 5, retries: 3 };
    expect(taskDefinition.containerDefinitions[0]?.healthCheck).toEqual(healthCheck);
    create();
    await harness.settle();
    expect([health(), harness.runtime.checks]).toEqual([['UNKNOWN', 'UNKNOWN'], []]);
    expect(harness.service.deployments).toMatchObject([{ rolloutState: 'COMPLETED' }]);
  });
});
