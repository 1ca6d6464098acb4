import type { ContainerCondition, ContainerDefinition } from '@aws-sdk/client-ecs';
import type { AwsFault } from '../wire/fault';
import { EcsHarness } from './spec/ecs-harness';

const APP = { name: 'app', image: 'repo/primes:1', portMappings: [{ containerPort: 80 }] };
const waitsFor = (condition: ContainerCondition, containerName = 'first') => ({
  dependsOn: [{ containerName, condition }],
});

describe('the order of containers', () => {
  let harness: EcsHarness;
  beforeEach(() => (harness = new EcsHarness()));

  const define = (...containerDefinitions: ContainerDefinition[]) =>
    harness.register('ordered', { containerDefinitions });
  const create = (more: object = {}) => harness.create({ taskDefinition: 'f-ordered', desiredCount: 1, ...more });
  /** Seconds after the first container's start at which each was asked to start. */
  const order = () =>
    harness.runtime.actors.map(({ container, at }) => [container.name, at - harness.runtime.actors[0]!.at]);
  const stopped = () => {
    const task = harness.tasks('STOPPED')[0];
    const containers = task?.containers?.map(({ name, exitCode, reason }) => [name, exitCode, reason]);
    return { code: task?.stopCode, reason: task?.stoppedReason, containers };
  };

  it('START waits for the start only, and the task runs when its last container does', async () => {
    define({ ...APP, ...waitsFor('START') }, { name: 'first', image: 'repo/primes:crash', essential: false });
    create();
    await harness.pass(8);
    expect(order()).toEqual([['first', 0]]);
    await harness.settle();
    expect(order()).toEqual([
      ['first', 0],
      ['app', 200],
    ]);
    expect(harness.service.deployments).toMatchObject([{ rolloutState: 'COMPLETED' }]);
  });

  it('COMPLETE waits for the end, whatever it is, and the task is PENDING until then', async () => {
    define({ ...APP, ...waitsFor('COMPLETE') }, { name: 'first', image: 'repo/primes:crash', essential: false });
    create();
    await harness.pass(9);
    expect(harness.tasks()[0]?.lastStatus).toBe('PENDING');
    await harness.pass(2);
    expect(order()).toEqual([
      ['first', 0],
      ['app', 1500],
    ]);
    expect(harness.tasks()[0]?.lastStatus).toBe('RUNNING');
  });

  it('SUCCESS waits for a good end, and without it the task fails to start in the agent’s words', async () => {
    define({ ...APP, ...waitsFor('SUCCESS') }, { name: 'first', image: 'repo/primes:job', essential: false });
    create();
    await harness.pass(14);
    expect(order()).toEqual([
      ['first', 0],
      ['app', 5000],
    ]);
    define({ ...APP, ...waitsFor('SUCCESS') }, { name: 'first', image: 'repo/primes:crash', essential: false });
    harness.update({ taskDefinition: 'f-ordered' });
    await harness.pass(15);
    const reason =
      'CannotStartContainerError: dependency graph: failed to resolve container ordering dependency [first(repo/primes:crash) (STOPPED->RUNNING) - Exit: 1] for target [app(repo/primes:1) (NONE->RUNNING)] as dependency did not exit successfully.';
    expect(stopped()).toEqual({
      code: 'TaskFailedToStart',
      reason,
      containers: [
        ['app', 143, reason],
        ['first', 1, undefined],
      ],
    });
    expect(harness.service.deployments?.[0]?.failedTasks).toBe(1);
  });

  it('SUCCESS of what cannot be started is never met, and what is not essential is gone without', async () => {
    define(
      APP,
      { name: 'report', image: 'repo/primes:1', essential: false, ...waitsFor('SUCCESS') },
      { name: 'mail', image: 'repo/primes:1', essential: false, ...waitsFor('START', 'report') },
      { name: 'first', image: 'repo/primes:missing', essential: false },
      { name: 'late', image: 'repo/primes:crash', essential: false },
      { name: 'audit', image: 'repo/primes:1', essential: false, ...waitsFor('SUCCESS', 'late') },
      { name: 'print', image: 'repo/primes:1', essential: false, ...waitsFor('START', 'audit') },
    );
    create();
    await harness.settle();
    const containers = harness
      .tasks()[0]
      ?.containers?.map(({ name, lastStatus, reason }) => [name, lastStatus, reason]);
    expect(containers).toEqual([
      ['app', 'RUNNING', undefined],
      ['report', 'STOPPED', expect.stringContaining('as dependency did not exit successfully.')],
      ['mail', 'STOPPED', expect.stringContaining('because dependency will never start')],
      ['first', 'STOPPED', expect.stringMatching(/^CannotPullContainerError/)],
      ['late', 'STOPPED', undefined],
      ['audit', 'STOPPED', expect.stringContaining('as dependency did not exit successfully.')],
      ['print', 'STOPPED', expect.stringContaining('because dependency will never start')],
    ]);
    harness.update({ desiredCount: 0 });
    await harness.pass(60);
    expect(stopped().containers?.[3]).toEqual(['first', undefined, expect.stringMatching(/^CannotPull/)]);
  });

  it('HEALTHY waits for the check, and no longer than startTimeout', async () => {
    let passes = false;
    harness.runtime.passes = () => passes;
    const healthCheck = { command: ['CMD', 'true'], interval: 10, retries: 10 };
    const first = { name: 'first', image: 'repo/primes:1', healthCheck, startTimeout: 40 };
    define({ ...APP, ...waitsFor('HEALTHY') }, first);
    create();
    await harness.pass(30);
    passes = true;
    await harness.pass(10);
    expect(order()).toEqual([
      ['first', 0],
      ['app', 30_500],
    ]);
    passes = false;
    harness.update({ forceNewDeployment: true });
    await harness.pass(47);
    expect(harness.tasks('STOPPED')).toEqual([]);
    await harness.pass(3);
    expect(stopped()).toMatchObject({
      code: 'TaskFailedToStart',
      reason:
        'CannotStartContainerError: dependency graph: container ordering dependency [first(repo/primes:1) (RUNNING->RUNNING)] for target [app(repo/primes:1) (NONE->RUNNING)] has timed out.',
    });
  });

  it('is reversed at the end: what others depend on ends after them', async () => {
    define(
      { ...APP, image: 'repo/primes:stubborn', stopTimeout: 5, ...waitsFor('START') },
      { name: 'first', image: 'repo/primes:1' },
    );
    create({ loadBalancers: [], healthCheckGracePeriodSeconds: 0 });
    await harness.settle();
    harness.update({ desiredCount: 0 });
    await harness.pass(2);
    expect(harness.tasks('STOPPED')[0]?.lastStatus).toBe('STOPPING');
    expect(stopped().containers?.map(([name, exitCode]) => [name, exitCode])).toEqual([
      ['app', undefined],
      ['first', undefined],
    ]);
    await harness.pass(3);
    expect(stopped().containers?.map(([name, exitCode]) => [name, exitCode])).toEqual([
      ['app', 137],
      ['first', undefined],
    ]);
    await harness.pass(1);
    expect(stopped().containers?.map(([name, exitCode]) => [name, exitCode])).toEqual([
      ['app', 137],
      ['first', 0],
    ]);
  });

  it.each([
    [[{ ...APP, ...waitsFor('START', 'none') }], "Cannot depend on container + 'none' because it does not exist"],
    [
      [
        { ...APP, ...waitsFor('COMPLETE') },
        { ...APP, name: 'first' },
      ],
      'A dependency container with SUCCESS or COMPLETE condition cannot be an essential container',
    ],
    [
      [
        { ...APP, ...waitsFor('HEALTHY') },
        { ...APP, name: 'first' },
      ],
      'A dependency container with HEALTHY condition must have health check configured',
    ],
    [
      [
        { ...APP, ...waitsFor('START') },
        { ...APP, name: 'first', ...waitsFor('START', 'app') },
      ],
      'Container dependencies should not have a cycle',
    ],
  ])('refuses what cannot be resolved (%#)', (containers, message) => {
    let refusal: unknown;
    try {
      define(...containers);
    } catch (error) {
      refusal = (error as AwsFault).message;
    }
    expect(refusal).toBe(message);
  });
});

describe('the restart policy of a container', () => {
  it('starts it again in a task that runs on, where it ran long enough and did not end as is ignored', async () => {
    const harness = new EcsHarness();
    const restartPolicy = { enabled: true, ignoredExitCodes: [3], restartAttemptPeriod: 60 };
    harness.register('restarts', { containerDefinitions: [{ ...APP, restartPolicy }] });
    harness.create({
      taskDefinition: 'f-restarts',
      desiredCount: 1,
      loadBalancers: [],
      healthCheckGracePeriodSeconds: 0,
    });
    await harness.settle();
    const arn = harness.tasks()[0]!.taskArn!;
    harness.runtime.kill(arn, 139);
    await harness.pass(30);
    expect(harness.tasks()).toMatchObject([
      { taskArn: arn, lastStatus: 'RUNNING', containers: [{ lastStatus: 'RUNNING' }] },
    ]);
    expect(harness.runtime.actors).toHaveLength(2);
    harness.runtime.kill(arn, 139);
    await harness.pass(1);
    expect(harness.tasks('STOPPED')).toMatchObject([{ taskArn: arn, stopCode: 'EssentialContainerExited' }]);
    await harness.settle();
    const [next] = harness.tasks();
    harness.runtime.kill(next!.taskArn!, 3);
    expect(harness.tasks('STOPPED').map(({ taskArn }) => taskArn)).toContain(next!.taskArn);
    await harness.settle();
    const { length } = harness.runtime.actors;
    harness.update({ desiredCount: 0 });
    await harness.settle();
    expect([harness.runtime.alive, harness.runtime.actors.length]).toEqual([0, length]);
  });
});
