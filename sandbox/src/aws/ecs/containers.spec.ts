import type {
  ContainerDefinition,
  DescribeTaskDefinitionResponse,
  DescribeTasksResponse,
  RunTaskResponse,
  Task,
} from '@aws-sdk/client-ecs';
import { EcsHarness } from './spec/ecs-harness';

const APP = { name: 'app', image: 'repo/primes:1', portMappings: [{ containerPort: 80 }] };

describe('the containers of a task', () => {
  let harness: EcsHarness;
  beforeEach(() => (harness = new EcsHarness()));

  /** A service of one task with these containers beside `app`. */
  function run(beside: ContainerDefinition[], app: Partial<ContainerDefinition> = {}): void {
    harness.register('several', { containerDefinitions: [{ ...APP, ...app }, ...beside] });
    harness.create({ taskDefinition: 'f-several', desiredCount: 1 });
  }
  const container = (task: Task | undefined, name: string) => {
    const { lastStatus, exitCode, reason } = task?.containers?.find((each) => each.name === name) ?? {};
    return { lastStatus, exitCode, reason };
  };
  const stopped = () => harness.tasks('STOPPED')[0];

  it('all run, each with a stream, an ARN and a command of its own, and the task runs once they do', async () => {
    const logConfiguration = {
      logDriver: 'awslogs' as const,
      options: { 'awslogs-group': '/ecs/primes', 'awslogs-stream-prefix': 'api', 'awslogs-create-group': 'true' },
    };
    run([{ name: 'proxy', image: 'repo/primes:2', entryPoint: ['serve'], command: ['fast'], logConfiguration }], {
      logConfiguration,
    });
    await harness.settle();
    const { actors } = harness.runtime;
    expect(actors.map((actor) => [actor.container.name, actor.container.image.command, actor.alive])).toEqual([
      ['app', ['serve'], true],
      ['proxy', ['serve', 'fast'], true],
    ]);
    actors[1]?.write('proxying');
    const [task] = harness.tasks();
    const id = task?.taskArn?.slice(-32) ?? '';
    expect(
      harness.logs
        .group('/ecs/primes')
        .stream(`api/proxy/${id}`)
        .events.map(({ message }) => message),
    ).toEqual(['proxying']);
    expect(new Set(task?.containers?.map(({ containerArn }) => containerArn)).size).toBe(2);
    expect(harness.service).toMatchObject({ runningCount: 1, deployments: [{ rolloutState: 'COMPLETED' }] });
  });

  it('end with an essential one, which is told from those that were stopped', async () => {
    run([
      { name: 'proxy', image: 'repo/primes:1' },
      { name: 'helper', image: 'repo/primes:stubborn', essential: false, stopTimeout: 5 },
    ]);
    await harness.settle();
    harness.runtime.kill(harness.tasks()[0]!.taskArn!, 139, 'proxy');
    expect(stopped()).toMatchObject({
      lastStatus: 'STOPPING',
      stopCode: 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
    });
    await harness.pass(4);
    expect(container(stopped(), 'helper')).toEqual({ lastStatus: 'RUNNING' });
    await harness.pass(1);
    expect(stopped()?.lastStatus).toBe('DEPROVISIONING');
    expect(['app', 'proxy', 'helper'].map((name) => container(stopped(), name).exitCode)).toEqual([0, 139, 137]);
    await harness.pass(6);
    expect(stopped()?.lastStatus).toBe('STOPPED');
    expect(harness.runtime.alive).toBe(3);
  });

  it('go on without one that is not essential, whose exit code is told while the task runs', async () => {
    run([
      { name: 'crashes', image: 'repo/primes:crash', essential: false },
      { name: 'migrate', image: 'repo/primes:job', essential: false },
    ]);
    await harness.settle();
    const [task] = harness.tasks();
    expect(task).toMatchObject({ lastStatus: 'RUNNING', desiredStatus: 'RUNNING' });
    expect(container(task, 'crashes')).toEqual({ lastStatus: 'STOPPED', exitCode: 1 });
    expect(container(task, 'migrate')).toEqual({ lastStatus: 'STOPPED', exitCode: 0 });
    expect(harness.tasks('STOPPED')).toEqual([]);
    expect(harness.service.deployments).toMatchObject([{ rolloutState: 'COMPLETED', failedTasks: 0 }]);
  });

  it('keep a task from starting where an essential one cannot: no exit code, the reason, and it counts', async () => {
    run([{ name: 'proxy', image: 'repo/primes:absent' }]);
    await harness.pass(12);
    const reason = expect.stringMatching(/^CannotStartContainerError: exec: "\/app": stat/);
    expect(stopped()).toMatchObject({ stopCode: 'TaskFailedToStart', stoppedReason: reason });
    expect(container(stopped(), 'proxy')).toEqual({ lastStatus: 'STOPPED', reason });
    await harness.pass(60);
    expect(container(stopped(), 'app')).toEqual({ lastStatus: 'STOPPED', exitCode: 0 });
    expect(harness.service.deployments?.[0]?.failedTasks).toBeGreaterThan(0);
    expect(harness.events).not.toContainEqual(expect.stringContaining('unable to place a task'));
  });

  it('start without one that is not essential and cannot be pulled or started', async () => {
    run([
      { name: 'unpulled', image: 'repo/primes:missing', essential: false },
      { name: 'absent', image: 'repo/primes:absent', essential: false },
    ]);
    await harness.settle();
    const [task] = harness.tasks();
    expect(task?.lastStatus).toBe('RUNNING');
    expect(container(task, 'unpulled').reason).toMatch(/^CannotPullContainerError: /);
    expect(container(task, 'absent').reason).toMatch(/^CannotStartContainerError: /);
  });

  it('are ended with the task, each in its own time', async () => {
    run([{ name: 'proxy', image: 'repo/primes:stubborn', stopTimeout: 10 }]);
    await harness.settle();
    harness.update({ desiredCount: 0 });
    await harness.pass(34);
    expect(container(stopped(), 'app')).toEqual({ lastStatus: 'STOPPED', exitCode: 0 });
    expect(container(stopped(), 'proxy')).toEqual({ lastStatus: 'RUNNING' });
    await harness.pass(20);
    expect(container(stopped(), 'proxy')).toEqual({ lastStatus: 'STOPPED', exitCode: 137 });
    expect(harness.runtime.alive).toBe(0);
  });

  it('are started once for a client token, however often RunTask is called with it', () => {
    harness.register('once', { containerDefinitions: [APP] });
    const runTask = (clientToken?: string) =>
      harness
        .call<RunTaskResponse>('RunTask', {
          cluster: 'primes',
          taskDefinition: 'f-once',
          launchType: 'FARGATE',
          networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
          ...(clientToken === undefined ? {} : { clientToken }),
        })
        .tasks?.map(({ taskArn }) => taskArn);
    const first = runTask('run-1');
    expect(runTask('run-1')).toEqual(first);
    expect(runTask('run-2')).not.toEqual(first);
    expect(runTask()).not.toEqual(runTask());
  });

  it('run as RunTask overrides them, for this one task', async () => {
    const environment = [
      { name: 'LEVEL', value: '1' },
      { name: 'KEPT', value: 'yes' },
    ];
    harness.register('job', {
      containerDefinitions: [
        { ...APP, environment },
        { name: 'proxy', image: 'repo/primes:2' },
      ],
    });
    const override = {
      name: 'app',
      command: ['job', 'migrate'],
      environment: [{ name: 'LEVEL', value: '2' }],
      memory: 128,
    };
    const runTask = (containerOverrides: object[]) =>
      harness.call<RunTaskResponse>('RunTask', {
        cluster: 'primes',
        taskDefinition: 'f-job',
        launchType: 'FARGATE',
        networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
        overrides: { containerOverrides },
      });
    const [task] = runTask([override]).tasks ?? [];
    expect(task?.overrides?.containerOverrides).toEqual([override, { name: 'proxy' }]);
    await harness.pass(10);
    const [app, proxy] = harness.runtime.actors.map((actor) => actor.container);
    expect(app).toMatchObject({
      image: { command: ['job', 'migrate'] },
      environment: { KEPT: 'yes', LEVEL: '2' },
      memoryMiB: 128,
    });
    expect(proxy?.image.command).toEqual(['serve']);
    await harness.pass(20);
    const { tasks } = harness.call<DescribeTasksResponse>('DescribeTasks', {
      cluster: 'primes',
      tasks: [task?.taskArn],
    });
    expect([tasks?.[0]?.stopCode, container(tasks?.[0], 'app').exitCode]).toEqual(['EssentialContainerExited', 0]);
    const definition = harness.call<DescribeTaskDefinitionResponse>('DescribeTaskDefinition', {
      taskDefinition: 'f-job',
    });
    expect(definition.taskDefinition?.containerDefinitions?.[0]?.environment).toEqual(environment);
    expect(() => runTask([{ name: 'other' }])).toThrow(
      'Override for container named other is not a container in the TaskDefinition.',
    );
  });

  it('are all killed when the region is emptied', async () => {
    run([{ name: 'proxy', image: 'repo/primes:1' }]);
    await harness.settle();
    const gone = harness.region.close();
    await harness.pass(1);
    await gone;
    expect(harness.runtime.alive).toBe(0);
  });
});
