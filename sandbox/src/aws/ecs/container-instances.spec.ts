import type {
  ContainerInstance,
  DescribeClustersResponse,
  DescribeContainerInstancesResponse,
  ListContainerInstancesResponse,
  RunTaskResponse,
  Task,
} from '@aws-sdk/client-ecs';
import { faultOf } from '../wire/spec/wire-client';
import { EcsHarness } from './spec/ecs-harness';
import { incident } from './state/tasks-on-instance';

const GUIDE = 'For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.';
const CAPABILITIES = ['com.amazonaws.ecs.capability.docker-remote-api.1.18', 'ecs.capability.task-eni'];

describe('a cluster of container instances', () => {
  let harness: EcsHarness;
  let ids: string[];

  const ask = <Output>(name: string, input: object) => harness.wire.call<Output>(name, { cluster: 'batch', ...input });

  const register = async (instanceId: string, zone: string, more: object = {}) => {
    const { containerInstance } = await ask<{ containerInstance: ContainerInstance }>('RegisterContainerInstance', {
      instanceIdentityDocument: JSON.stringify({
        instanceId,
        instanceType: 't3.medium',
        availabilityZone: `us-west-2${zone}`,
      }),
      totalResources: [
        { name: 'CPU', type: 'INTEGER', integerValue: 1024 },
        { name: 'MEMORY', type: 'INTEGER', integerValue: 2000 },
        { name: 'PORTS', type: 'STRINGSET', stringSetValue: ['22'] },
        { name: 'PORTS_UDP', type: 'STRINGSET', stringSetValue: [] },
      ],
      versionInfo: { agentVersion: '1.102.0', agentHash: 'a', dockerVersion: 'DockerVersion: 25.0.13' },
      attributes: CAPABILITIES.map((name) => ({ name })),
      tags: [{ key: 'pool', value: 'a' }],
      ...more,
    });
    return containerInstance.containerInstanceArn?.slice(-32) ?? '';
  };

  /** A family of one container on the host's network bridge. */
  const define = (family: string, container: object = {}, more: object = {}) =>
    harness.register(family, {
      networkMode: 'bridge',
      requiresCompatibilities: ['EC2'],
      cpu: undefined,
      memory: undefined,
      containerDefinitions: [{ name: 'app', image: 'repo/primes:1', cpu: 300, memory: 500, ...container }],
      ...more,
    });

  const serve = (more: object = {}) =>
    harness.call('CreateService', {
      cluster: 'batch',
      serviceName: 'jobs',
      taskDefinition: 'f-job1',
      desiredCount: 2,
      launchType: 'EC2',
      ...more,
    });

  const tasks = async (): Promise<Task[]> => {
    const { taskArns } = await ask<{ taskArns: string[] }>('ListTasks', { serviceName: 'jobs' });
    if (taskArns.length === 0) return [];
    return (await ask<{ tasks: Task[] }>('DescribeTasks', { tasks: taskArns })).tasks;
  };
  const stoppedTasks = async (): Promise<Task[]> => {
    const { taskArns } = await ask<{ taskArns: string[] }>('ListTasks', { desiredStatus: 'STOPPED' });
    return (await ask<{ tasks: Task[] }>('DescribeTasks', { tasks: taskArns.slice(0, 1) })).tasks;
  };
  const service = () => harness.region.services.all()[0]!;
  const events = () =>
    service()
      .events.newestFirst()
      .map(({ message }) => message);
  const described = async () =>
    (await ask<DescribeContainerInstancesResponse>('DescribeContainerInstances', { containerInstances: ids }))
      .containerInstances!;
  const onEach = async () => {
    const placed = await tasks();
    return ids.map((id) => placed.filter(({ containerInstanceArn }) => containerInstanceArn?.endsWith(id)).length);
  };

  beforeEach(async () => {
    harness = new EcsHarness();
    harness.call('CreateCluster', { clusterName: 'batch' });
    ids = [await register('i-1', 'a'), await register('i-2', 'b')];
    define('job1');
  });

  it('tells what they have and what is left, which tasks are where, and on which ports', async () => {
    define('web', {
      portMappings: [
        { containerPort: 80, hostPort: 8080 },
        { containerPort: 53, protocol: 'udp' },
      ],
    });
    serve({ taskDefinition: 'f-web' });
    await harness.settle();
    const [first] = await described();
    expect(first).toMatchObject({
      ec2InstanceId: 'i-1',
      status: 'ACTIVE',
      agentConnected: true,
      runningTasksCount: 1,
      pendingTasksCount: 0,
      versionInfo: { agentVersion: '1.102.0' },
      attributes: expect.arrayContaining([
        { name: 'ecs.capability.task-eni' },
        { name: 'ecs.instance-type', value: 't3.medium' },
        { name: 'ecs.availability-zone', value: 'us-west-2a' },
      ]),
    });
    const numbers = (resources: ContainerInstance['remainingResources']) =>
      resources?.map(({ name, integerValue, stringSetValue }) => [name, stringSetValue ?? integerValue]);
    expect(numbers(first?.registeredResources)).toEqual([
      ['CPU', 1024],
      ['MEMORY', 2000],
      ['PORTS', ['22']],
      ['PORTS_UDP', []],
    ]);
    expect(numbers(first?.remainingResources)?.slice(0, 3)).toEqual([
      ['CPU', 724],
      ['MEMORY', 1500],
      ['PORTS', ['22', '8080']],
    ]);
    const [task] = await tasks();
    expect(task).toMatchObject({ launchType: 'EC2', attachments: [], availabilityZone: 'us-west-2a' });
    expect(task).not.toHaveProperty('platformVersion');
    expect(task?.containers?.[0]).toMatchObject({
      networkInterfaces: [],
      networkBindings: [
        { bindIP: '0.0.0.0', containerPort: 80, hostPort: 8080, protocol: 'tcp' },
        { containerPort: 53, protocol: 'udp', hostPort: expect.any(Number) },
      ],
    });
    const { clusters } = await harness.wire.call<DescribeClustersResponse>('DescribeClusters', {
      clusters: ['batch'],
      include: ['STATISTICS'],
    });
    expect(clusters?.[0]).toMatchObject({ registeredContainerInstancesCount: 2, runningTasksCount: 2 });
    expect(clusters?.[0]?.statistics).toContainEqual({ name: 'runningEC2TasksCount', value: '2' });
  });

  it.each([
    ['CPU', { cpu: 1025 }, 'has insufficient CPU units available', 'RESOURCE:CPU'],
    ['memory', { memory: 2001 }, 'has insufficient memory available', 'RESOURCE:MEMORY'],
    [
      'a port',
      { portMappings: [{ containerPort: 22, hostPort: 22 }] },
      'is already using a port required by your task',
      'RESOURCE:PORTS',
    ],
    [
      'an attribute',
      { logConfiguration: { logDriver: 'splunk' } },
      'is missing an attribute required by your task',
      'ATTRIBUTE',
    ],
  ])(
    'without %s nothing is placed: said once, in AWS’s words, and no failed task',
    async (_, container, said, reason) => {
      define('big', container);
      serve({
        taskDefinition: 'f-big',
        desiredCount: 1,
        deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
      });
      await harness.pass(600);
      expect(events()).toEqual([
        `(service jobs) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance ${ids[0]}) ${said}. ${GUIDE}`,
      ]);
      expect(service().primary).toMatchObject({ rolloutState: 'IN_PROGRESS', failedTasks: 0 });
      const run = await ask<RunTaskResponse>('RunTask', { taskDefinition: 'f-big', launchType: 'EC2' });
      expect(run.failures?.map((failure) => failure.reason)).toEqual([reason, reason]);
      expect(run.failures?.[0]?.arn).toMatch(new RegExp(`:container-instance/batch/${ids[0]}$`));
    },
  );

  it('the closest is the one that lacks least', async () => {
    await register('i-3', 'a', { attributes: [] });
    incident(harness.region, { cluster: 'batch', containerInstance: 'i-1', agentConnected: false });
    define('big', { cpu: 1025 });
    serve({ taskDefinition: 'f-big', desiredCount: 1 });
    await harness.pass(10);
    expect(events()[0]).toContain(`(container-instance ${ids[1]}) has insufficient CPU units available.`);
    incident(harness.region, { cluster: 'batch', containerInstance: 'i-2', agentConnected: false });
    await harness.pass(10);
    expect(events()[0]).toContain('is missing an attribute required by your task.');
  });

  it('is told apart: a disconnected agent, a constraint, and nothing at all', async () => {
    for (const containerInstance of ['i-1', 'i-2'])
      incident(harness.region, { cluster: 'batch', containerInstance, agentConnected: false });
    serve();
    await harness.pass(10);
    expect(events()).toMatchObject([expect.stringContaining("doesn't have the agent connected.")]);
    for (const id of ids) await ask('DeregisterContainerInstance', { containerInstance: id });
    await harness.pass(10);
    expect(events()[0]).toContain('Reason: No Container Instances were found in your cluster.');
    expect(await faultOf(ask('RunTask', { taskDefinition: 'f-job1' }))).toEqual([
      'InvalidParameterException',
      'No Container Instances were found in your cluster.',
    ]);
    ids = [await register('i-4', 'a')];
    await harness.settle();
    expect(await onEach()).toEqual([2]);
    expect(events()[0]).toBe('(service jobs) has reached a steady state.');
  });

  it('constraints bind: members of a group of instances, and one task an instance', async () => {
    serve({
      placementConstraints: [{ type: 'memberOf', expression: 'attribute:ecs.availability-zone == us-west-2b' }],
    });
    await harness.settle();
    expect(await onEach()).toEqual([0, 2]);
    harness.call('UpdateService', {
      cluster: 'batch',
      service: 'jobs',
      desiredCount: 3,
      placementConstraints: [{ type: 'distinctInstance' }],
    });
    await harness.settle();
    expect(await onEach()).toEqual([1, 2]);
    harness.call('UpdateService', {
      cluster: 'batch',
      service: 'jobs',
      desiredCount: 4,
      placementConstraints: [{ type: 'memberOf', expression: 'attribute:pool exists' }],
    });
    await harness.settle();
    expect(events()[0]).toContain('encountered error "MemberOf placement constraint unsatisfied.".');
  });

  it('strategies prefer: spread over zones unless one says to pack', async () => {
    serve({ desiredCount: 3 });
    await harness.settle();
    expect(await onEach()).toEqual([2, 1]);
    harness.call('DeleteService', { cluster: 'batch', service: 'jobs', force: true });
    await harness.settle();
    serve({ desiredCount: 3, placementStrategy: [{ type: 'binpack', field: 'memory' }] });
    await harness.settle();
    expect(await onEach()).toEqual([3, 0]);
  });

  it('a task with a network interface of its own takes one of the few that an instance has', async () => {
    harness.register('eni', {
      cpu: '128',
      memory: '128',
      requiresCompatibilities: ['EC2'],
      containerDefinitions: [{ name: 'app', image: 'repo/primes:1' }],
    });
    const network = { networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } } };
    serve({ taskDefinition: 'f-eni', desiredCount: 5, ...network });
    await harness.settle();
    expect(await onEach()).toEqual([2, 2]);
    expect(events()[0]).toContain('encountered error "RESOURCE:ENI".');
  });

  it('draining moves a service’s tasks away, and never below its minimum', async () => {
    serve();
    await harness.settle();
    expect(await onEach()).toEqual([1, 1]);
    const answer = await ask<{ containerInstances: ContainerInstance[]; failures: object[] }>(
      'UpdateContainerInstancesState',
      { containerInstances: [ids[1], 'none'], status: 'DRAINING' },
    );
    expect(answer).toMatchObject({
      containerInstances: [{ ec2InstanceId: 'i-2', status: 'DRAINING' }],
      failures: [{ reason: 'MISSING' }],
    });
    let fewest = Number.POSITIVE_INFINITY;
    await harness.pass(180, () => (fewest = Math.min(fewest, harness.healthy)));
    expect(fewest).toBe(2);
    expect(await onEach()).toEqual([2, 0]);
    expect((await described()).map(({ status, runningTasksCount }) => [status, runningTasksCount])).toEqual([
      ['ACTIVE', 2],
      ['DRAINING', 0],
    ]);
    expect(events()[0]).toBe('(service jobs) has reached a steady state.');
    const { containerInstanceArns } = await ask<ListContainerInstancesResponse>('ListContainerInstances', {
      status: 'DRAINING',
      filter: 'runningTasksCount == 0 and not(attribute:ecs.instance-type =~ m5.*)',
    });
    expect(containerInstanceArns).toEqual([expect.stringMatching(new RegExp(`/batch/${ids[1]}$`))]);
  });

  it('where nothing else has room, draining waits, or gives up tasks down to the minimum', async () => {
    define('half', { memory: 1500 });
    serve({ taskDefinition: 'f-half' });
    await harness.settle();
    await ask('UpdateContainerInstancesState', { containerInstances: [ids[1]], status: 'DRAINING' });
    await harness.settle();
    expect(await onEach()).toEqual([1, 1]);
    expect(events()[0]).toContain('has insufficient memory available.');
    harness.call('UpdateService', {
      cluster: 'batch',
      service: 'jobs',
      deploymentConfiguration: { minimumHealthyPercent: 50 },
    });
    await harness.settle();
    expect(await onEach()).toEqual([1, 0]);
  });

  it('a machine that is gone takes its tasks along, and others are started', async () => {
    serve();
    await harness.settle();
    const before = await tasks();
    incident(harness.region, { cluster: 'batch', containerInstance: 'i-2', terminated: true });
    await harness.settle();
    const gone = before.find(({ containerInstanceArn }) => containerInstanceArn?.endsWith(ids[1]!))?.taskArn;
    const { tasks: stopped } = await ask<{ tasks: Task[] }>('DescribeTasks', { tasks: [gone] });
    expect(stopped).toMatchObject([
      { stopCode: 'TerminationNotice', stoppedReason: 'Host EC2 (instance i-2) terminated.' },
    ]);
    expect(await onEach()).toEqual([2, 0]);
  });

  it('is not deregistered, nor its cluster deleted, while tasks run on it, unless that is forced', async () => {
    serve();
    await harness.settle();
    const one = { containerInstance: ids[0] };
    expect(await faultOf(ask('DeregisterContainerInstance', one))).toEqual([
      'InvalidParameterException',
      'Found running tasks on the instance.',
    ]);
    await ask('DeregisterContainerInstance', { ...one, force: true });
    await harness.settle();
    expect(await onEach()).toEqual([0, 2]);
    harness.call('DeleteService', { cluster: 'batch', service: 'jobs', force: true });
    await harness.settle();
    expect(await faultOf(ask('DeleteCluster', {}))).toEqual([
      'ClusterContainsContainerInstancesException',
      'The Cluster cannot be deleted while Container Instances are active or draining.',
    ]);
  });

  it('a daemon has one task on each, also on those that come later, and none on those that drain', async () => {
    serve({ schedulingStrategy: 'DAEMON', desiredCount: undefined });
    await harness.settle();
    expect(await onEach()).toEqual([1, 1]);
    ids.push(await register('i-3', 'a'));
    await harness.settle();
    expect(await onEach()).toEqual([1, 1, 1]);
    expect(service()).toMatchObject({ desiredCount: 3 });
    harness.call('UpdateService', { cluster: 'batch', service: 'jobs', forceNewDeployment: true });
    await harness.settle();
    expect(await onEach()).toEqual([1, 1, 1]);
    expect(service().primary?.rolloutState).toBe('COMPLETED');
    await ask('UpdateContainerInstancesState', { containerInstances: [ids[0]], status: 'DRAINING' });
    await harness.settle();
    expect(await onEach()).toEqual([0, 1, 1]);
    expect(events()[0]).toBe('(service jobs) has reached a steady state.');
  });

  const ECR = '000000000000.dkr.ecr.us-west-2.amazonaws.com/primes';
  const ARN = 'arn:aws:secretsmanager:us-west-2:000000000000:secret:none-AbCdEf';

  it.each<[string, object, string | undefined, string]>([
    [
      'an image that is not there',
      { image: 'repo/primes:missing' },
      undefined,
      'CannotPullContainerError: Error response from daemon: manifest for repo/primes:missing not found: manifest unknown: Requested image not found',
    ],
    [
      'a log group that is not there',
      { logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': 'none' } } },
      undefined,
      'CannotStartContainerError: Error response from daemon: failed to initialize logging driver: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist.',
    ],
    [
      'a registry that does not answer',
      { image: `${ECR}:1` },
      'registry-unreachable',
      'CannotPullContainerError: Error response from daemon: Get "https://000000000000.dkr.ecr.us-west-2.amazonaws.com/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    ],
    [
      'a registry that refuses',
      { image: `${ECR}:1` },
      'pull-denied',
      `CannotPullContainerError: Error response from daemon: pull access denied for ${ECR}, repository does not exist or may require 'docker login'`,
    ],
  ])(
    '%s: Docker says why of the container, and the task only that it failed to start',
    async (_, more, fault, reason) => {
      if (fault) harness.launchFaults.add({ kind: 'launch', failure: fault as 'pull-denied' });
      await register('i-9', 'a', {
        attributes: [
          ...CAPABILITIES,
          'com.amazonaws.ecs.capability.logging-driver.awslogs',
          'com.amazonaws.ecs.capability.ecr-auth',
        ].map((name) => ({ name })),
      });
      define('bad', more);
      serve({ taskDefinition: 'f-bad', desiredCount: 1 });
      await harness.pass(15);
      const [task] = await stoppedTasks();
      expect(task).toMatchObject({
        stopCode: 'TaskFailedToStart',
        stoppedReason: 'Task failed to start',
        containers: [{ reason }],
      });
      expect(events().some((event) => event.includes('unable to place'))).toBe(false);
    },
  );

  it.each([
    [
      ARN,
      `Fetching secret data from AWS Secrets Manager in region us-west-2: secret ${ARN}: ResourceNotFoundException: Secrets Manager can't find the specified secret.`,
    ],
    ['/primes/none', 'Fetching secret data from SSM Parameter Store in us-west-2: invalid parameters: /primes/none'],
  ])('the secret %s, which is not there: the agent says so of the task', async (valueFrom, reason) => {
    define('bad', { secrets: [{ name: 'TOKEN', valueFrom }] });
    serve({ taskDefinition: 'f-bad', desiredCount: 1 });
    await harness.pass(15);
    expect(await stoppedTasks()).toMatchObject([{ stopCode: 'TaskFailedToStart', stoppedReason: reason }]);
    expect(events()).toContain(`(service jobs) was unable to place a task. Reason: ${reason.replace(/\.$/, '')}.`);
  });

  it('refuses what cannot be', async () => {
    const refused = (more: object) => faultOf(ask('RunTask', { taskDefinition: 'f-job1', ...more }));
    expect(await refused({ placementConstraints: [{ type: 'memberOf', expression: 'attribute:x ==' }] })).toEqual([
      'InvalidParameterException',
      expect.stringContaining('Invalid expression'),
    ]);
    expect(await refused({ placementStrategy: [{ type: 'binpack', field: 'disk' }] })).toEqual([
      'InvalidParameterException',
      'Placement strategy field should be one of [cpu,memory]',
    ]);
    expect(await refused({ launchType: 'FARGATE', placementStrategy: [{ type: 'random' }] })).toEqual([
      'InvalidParameterException',
      'Placement strategies are not supported with FARGATE launch type.',
    ]);
    expect(await faultOf(ask('RegisterContainerInstance', { instanceIdentityDocument: '{}' }))).toEqual([
      'ClientException',
      'Unable to parse instance identity document.',
    ]);
  });
});
