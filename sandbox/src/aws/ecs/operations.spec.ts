import type { CreateServiceResponse, DescribeTasksResponse } from '@aws-sdk/client-ecs';
import { AwsFault } from '../wire/fault';
import { EcsHarness } from './spec/ecs-harness';

describe('ECS operations', () => {
  let harness: EcsHarness;
  beforeEach(() => (harness = new EcsHarness()));

  /** The code and words of the fault that a call ends in. */
  function fault(name: string, input: object): [string, string] | undefined {
    try {
      harness.call(name, input);
    } catch (error) {
      if (error instanceof AwsFault) return [error.code, error.message];
      throw error;
    }
    return undefined;
  }

  const service = {
    cluster: 'primes',
    serviceName: 'x',
    taskDefinition: 'f-1',
    desiredCount: 1,
    launchType: 'FARGATE',
  };
  const network = { networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } } };

  it('lists what is missing as a failure, not as an error', () => {
    expect(harness.call('DescribeServices', { cluster: 'primes', services: ['none'] })).toEqual({
      services: [],
      failures: [{ arn: 'arn:aws:ecs:us-west-2:000000000000:service/primes/none', reason: 'MISSING' }],
    });
    expect(harness.call('DescribeClusters', { clusters: ['none'] })).toMatchObject({
      failures: [{ reason: 'MISSING' }],
    });
  });

  it("fills in CreateService's answer as ECS does", () => {
    const answer = harness.call<CreateServiceResponse>('CreateService', { ...service, ...network });
    expect(answer.service).toMatchObject({
      serviceArn: 'arn:aws:ecs:us-west-2:000000000000:service/primes/x',
      status: 'ACTIVE',
      deploymentConfiguration: {
        deploymentCircuitBreaker: {
          enable: false,
          rollback: false,
          resetOnHealthyTask: true,
          thresholdConfiguration: { type: 'BOUNDED_PERCENT', value: 50 },
        },
        maximumPercent: 200,
        minimumHealthyPercent: 100,
        strategy: 'ROLLING',
        bakeTimeInMinutes: 0,
      },
      deployments: [
        {
          status: 'PRIMARY',
          desiredCount: 0,
          rolloutState: 'IN_PROGRESS',
          id: expect.stringMatching(/^ecs-svc\/\d{19}$/),
        },
      ],
      currentServiceDeployment: expect.stringMatching(/:service-deployment\/primes\/x\/[\w-]{21}$/),
      currentServiceRevisions: [{ arn: expect.stringMatching(/:service-revision\/primes\/x\/\d{19}$/) }],
      schedulingStrategy: 'REPLICA',
      deploymentController: { type: 'ECS' },
      propagateTags: 'NONE',
      availabilityZoneRebalancing: 'ENABLED',
      resourceManagementType: 'CUSTOMER',
      healthCheckGracePeriodSeconds: 0,
      events: [],
    });
  });

  it('creates a service once, however often it is asked the same', () => {
    harness.call('CreateService', { ...service, ...network });
    expect(fault('CreateService', { ...service, ...network })).toBeUndefined();
    expect(fault('CreateService', { ...service, ...network, desiredCount: 2 })).toEqual([
      'InvalidParameterException',
      'Creation of service was not idempotent.',
    ]);
    expect(harness.region.services.all()).toHaveLength(1);
  });

  it('pages through services ten at a time', () => {
    for (let n = 0; n < 12; n++) harness.call('CreateService', { ...service, ...network, serviceName: `s${n}` });
    const first = harness.call<{ serviceArns: string[]; nextToken?: string }>('ListServices', { cluster: 'primes' });
    const second = harness.call<{ serviceArns: string[]; nextToken?: string }>('ListServices', {
      cluster: 'primes',
      nextToken: first.nextToken,
    });
    expect([first.serviceArns.length, second.serviceArns.length, second.nextToken]).toEqual([10, 2, undefined]);
    expect(fault('ListServices', { cluster: 'primes', nextToken: 'stolen' })?.[0]).toBe('InvalidParameterException');
  });

  it('shows a task with its interface, container, digest and who started it', async () => {
    harness.create();
    await harness.settle();
    const [task] = harness.tasks();
    expect(task).toMatchObject({
      taskArn: expect.stringMatching(/^arn:aws:ecs:us-west-2:000000000000:task\/primes\/[0-9a-f]{32}$/),
      group: 'service:api',
      startedBy: harness.service.deployments?.[0]?.id,
      launchType: 'FARGATE',
      lastStatus: 'RUNNING',
      desiredStatus: 'RUNNING',
      availabilityZone: 'us-west-2a',
      attachments: [{ type: 'ElasticNetworkInterface', status: 'ATTACHED' }],
      containers: [
        {
          name: 'app',
          image: 'repo/primes:1',
          imageDigest: 'sha256:1',
          lastStatus: 'RUNNING',
          networkInterfaces: [{ privateIpv4Address: expect.stringMatching(/^10\.0\.\d+\.\d+$/) }],
        },
      ],
    });
    const details = Object.fromEntries((task?.attachments?.[0]?.details ?? []).map(({ name, value }) => [name, value]));
    expect(details).toMatchObject({
      subnetId: 'subnet-1',
      privateIPv4Address: task?.containers?.[0]?.networkInterfaces?.[0]?.privateIpv4Address,
    });
  });

  it('runs a task on its own, which ends with its exit code', async () => {
    const { tasks = [] } = harness.call<DescribeTasksResponse>('RunTask', {
      cluster: 'primes',
      taskDefinition: 'f-crash',
      launchType: 'FARGATE',
      startedBy: 'me',
      ...network,
    });
    await harness.pass(60);
    const answer = harness.call<DescribeTasksResponse>('DescribeTasks', {
      cluster: 'primes',
      tasks: [tasks[0]?.taskArn],
    });
    expect(answer.tasks?.[0]).toMatchObject({
      group: 'family:f-crash',
      startedBy: 'me',
      lastStatus: 'STOPPED',
      containers: [{ exitCode: 1 }],
    });
  });

  it('deletes a cluster only when it is empty', async () => {
    harness.create();
    expect(fault('DeleteCluster', { cluster: 'primes' })).toEqual([
      'ClusterContainsServicesException',
      'The Cluster cannot be deleted while Services are active.',
    ]);
    await harness.settle();
    harness.call('DeleteService', { cluster: 'primes', service: 'api', force: true });
    expect(fault('DeleteCluster', { cluster: 'primes' })?.[0]).toBe('ClusterContainsTasksException');
    await harness.settle();
    harness.call('DeleteCluster', { cluster: 'primes' });
    expect(harness.call('DescribeClusters', { clusters: ['primes'] })).toMatchObject({
      clusters: [{ status: 'INACTIVE' }],
    });
  });

  it('tags and untags what exists', () => {
    const arn = 'arn:aws:ecs:us-west-2:000000000000:cluster/primes';
    harness.call('TagResource', {
      resourceArn: arn,
      tags: [
        { key: 'a', value: '1' },
        { key: 'b', value: '2' },
      ],
    });
    harness.call('UntagResource', { resourceArn: arn, tagKeys: ['a'] });
    expect(harness.call('ListTagsForResource', { resourceArn: arn })).toEqual({ tags: [{ key: 'b', value: '2' }] });
    expect(fault('ListTagsForResource', { resourceArn: `${arn}s` })?.[0]).toBe('ClusterNotFoundException');
  });

  it("hands a service's tags to its tasks where it is asked to", async () => {
    harness.create({ tags: [{ key: 'team', value: 'ops' }], propagateTags: 'SERVICE', enableECSManagedTags: true });
    await harness.pass(1);
    const taskArns = harness.tasks().map(({ taskArn }) => taskArn);
    const { tasks } = harness.call<DescribeTasksResponse>('DescribeTasks', {
      cluster: 'primes',
      tasks: taskArns,
      include: ['TAGS'],
    });
    expect(tasks?.[0]?.tags).toEqual([
      { key: 'aws:ecs:serviceName', value: 'api' },
      { key: 'aws:ecs:clusterName', value: 'primes' },
      { key: 'team', value: 'ops' },
    ]);
  });
});
