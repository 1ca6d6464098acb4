import type {
  DescribeServiceDeploymentsResponse,
  DescribeServicesResponse,
  DescribeTaskDefinitionResponse,
  DescribeTasksResponse,
  ListServiceDeploymentsResponse,
  ListTasksResponse,
  RegisterTaskDefinitionResponse,
  RunTaskResponse,
  StopTaskResponse,
} from '@aws-sdk/client-ecs';
import { faultOf } from '../wire/spec/wire-client';
import { EcsHarness } from './spec/ecs-harness';

const ARN = 'arn:aws:ecs:us-west-2:000000000000';

describe('ECS, called by its own client', () => {
  let harness: EcsHarness;
  const call = <Answer = Record<string, unknown>>(name: string, input: object) =>
    harness.wire.call<Answer>(name, input);
  beforeEach(() => (harness = new EcsHarness()));

  const service = {
    cluster: 'primes',
    serviceName: 'web',
    taskDefinition: 'f-1',
    desiredCount: 2,
    launchType: 'FARGATE',
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1', 'subnet-2'] } },
  };
  const described = async () =>
    (await call<DescribeServicesResponse>('DescribeServices', { cluster: 'primes', services: ['web'] })).services![0]!;
  const running = async () =>
    (await call<ListTasksResponse>('ListTasks', { cluster: 'primes', serviceName: 'web' })).taskArns!;

  it('a cluster comes and goes', async () => {
    const made = await call('CreateCluster', { clusterName: 'other', tags: [{ key: 'team', value: 'ops' }] });
    expect(made).toMatchObject({ cluster: { clusterArn: `${ARN}:cluster/other`, status: 'ACTIVE' } });
    expect(await call('ListClusters', { maxResults: 1 })).toMatchObject({
      clusterArns: [`${ARN}:cluster/primes`],
      nextToken: expect.any(String),
    });
    expect(await call('DescribeClusters', { clusters: ['other', 'none'], include: ['TAGS'] })).toMatchObject({
      clusters: [{ clusterName: 'other', tags: [{ key: 'team', value: 'ops' }] }],
      failures: [{ reason: 'MISSING' }],
    });
    expect(await call('ListContainerInstances', { cluster: 'other' })).toEqual({ containerInstanceArns: [] });
    expect(await call('DescribeContainerInstances', { cluster: 'other', containerInstances: ['i'] })).toMatchObject({
      containerInstances: [],
      failures: [{ reason: 'MISSING' }],
    });
    expect(await call('DeleteCluster', { cluster: 'other' })).toMatchObject({ cluster: { status: 'INACTIVE' } });
    expect(await faultOf(call('DeleteCluster', { cluster: 'none' }))).toEqual([
      'ClusterNotFoundException',
      'Cluster not found.',
    ]);
  });

  it('a task definition is registered, found, listed and taken out of use, and says who registered it', async () => {
    const { taskDefinition } = await call<RegisterTaskDefinitionResponse>('RegisterTaskDefinition', {
      family: 'job',
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      cpu: '256',
      memory: '512',
      containerDefinitions: [{ name: 'app', image: 'repo/primes:1' }],
    });
    expect(taskDefinition).toMatchObject({
      revision: 1,
      status: 'ACTIVE',
      registeredBy: 'arn:aws:iam::000000000000:user/AKIASPEC',
    });
    const found = await call<DescribeTaskDefinitionResponse>('DescribeTaskDefinition', { taskDefinition: 'job' });
    expect(found.taskDefinition).toEqual(taskDefinition);
    expect(await call('ListTaskDefinitions', { familyPrefix: 'job' })).toEqual({
      taskDefinitionArns: [`${ARN}:task-definition/job:1`],
    });
    expect(await call('ListTaskDefinitionFamilies', { familyPrefix: 'job', status: 'ACTIVE' })).toEqual({
      families: ['job'],
    });
    expect(await call('DeregisterTaskDefinition', { taskDefinition: 'job:1' })).toMatchObject({
      taskDefinition: { status: 'INACTIVE' },
    });
    expect(await call('ListTaskDefinitionFamilies', { familyPrefix: 'job', status: 'ACTIVE' })).toEqual({
      families: [],
    });
  });

  it('a service is made, scaled, changed, rolled back and deleted, and says who made it', async () => {
    const made = await call('CreateService', { ...service, tags: [{ key: 'team', value: 'ops' }] });
    expect(made).toMatchObject({
      service: { createdBy: 'arn:aws:iam::000000000000:user/AKIASPEC', deploymentController: { type: 'ECS' } },
    });
    await harness.settle();
    expect(await call('ListServices', { cluster: 'primes' })).toMatchObject({
      serviceArns: [`${ARN}:service/primes/web`],
    });
    expect(await call('UpdateService', { cluster: 'primes', service: 'web', desiredCount: 3 })).toMatchObject({
      service: { desiredCount: 3 },
    });
    await harness.settle();
    expect(await running()).toHaveLength(3);
    await call('UpdateService', { cluster: 'primes', service: 'web', taskDefinition: 'f-2' });
    const { serviceDeployments } = await call<ListServiceDeploymentsResponse>('ListServiceDeployments', {
      cluster: 'primes',
      service: 'web',
    });
    const [newest] = serviceDeployments!;
    expect(
      await call('StopServiceDeployment', { serviceDeploymentArn: newest!.serviceDeploymentArn, stopType: 'ROLLBACK' }),
    ).toEqual({
      serviceDeploymentArn: newest!.serviceDeploymentArn,
    });
    await harness.settle();
    const told = await call<DescribeServiceDeploymentsResponse>('DescribeServiceDeployments', {
      serviceDeploymentArns: [newest!.serviceDeploymentArn],
    });
    expect(told.serviceDeployments).toMatchObject([{ status: 'ROLLBACK_SUCCESSFUL' }]);
    const revision = told.serviceDeployments![0]!.targetServiceRevision!.arn;
    expect(await call('DescribeServiceRevisions', { serviceRevisionArns: [revision] })).toMatchObject({
      serviceRevisions: [
        { taskDefinition: `${ARN}:task-definition/f-2:1`, containerImages: [{ imageDigest: 'sha256:2' }] },
      ],
    });
    expect(await faultOf(call('DeleteService', { cluster: 'primes', service: 'web' }))).toEqual([
      'InvalidParameterException',
      'The service cannot be stopped while it is scaled above 0.',
    ]);
    expect(await call('DeleteService', { cluster: 'primes', service: 'web', force: true })).toMatchObject({
      service: { status: 'DRAINING' },
    });
  });

  it('a task is run alone, looked at and stopped: what it is to be shows at once, what it is only later', async () => {
    const { tasks } = await call<RunTaskResponse>('RunTask', {
      cluster: 'primes',
      taskDefinition: 'f-1',
      launchType: 'FARGATE',
      networkConfiguration: service.networkConfiguration,
      enableECSManagedTags: true,
      startedBy: 'me',
    });
    expect(tasks).toMatchObject([
      { startedBy: 'me', group: 'family:f-1', tags: [{ key: 'aws:ecs:clusterName', value: 'primes' }] },
    ]);
    await harness.pass(60);
    const task = tasks![0]!.taskArn!;
    const stopped = await call<StopTaskResponse>('StopTask', { cluster: 'primes', task, reason: 'enough' });
    expect(stopped.task).toMatchObject({ lastStatus: 'RUNNING', desiredStatus: 'STOPPED', stoppedReason: 'enough' });
    await harness.pass(60);
    const seen = await call<DescribeTasksResponse>('DescribeTasks', { cluster: 'primes', tasks: [task] });
    expect(seen.tasks).toMatchObject([{ lastStatus: 'STOPPED', stopCode: 'UserInitiated' }]);
  });

  it('tags are put on, listed and taken off', async () => {
    const resourceArn = `${ARN}:cluster/primes`;
    await call('TagResource', {
      resourceArn,
      tags: [
        { key: 'a', value: '1' },
        { key: 'b', value: '2' },
      ],
    });
    await call('UntagResource', { resourceArn, tagKeys: ['a'] });
    expect(await call('ListTagsForResource', { resourceArn })).toEqual({ tags: [{ key: 'b', value: '2' }] });
  });

  describe('a service whose deployments CodeDeploy makes', () => {
    beforeEach(async () => {
      await call('CreateService', { ...service, deploymentController: { type: 'CODE_DEPLOY' } });
      await harness.settle();
    });

    it('has a steady task set instead of deployments', async () => {
      const seen = await described();
      expect(seen).toMatchObject({
        deploymentController: { type: 'CODE_DEPLOY' },
        deployments: [],
        runningCount: 2,
        taskDefinition: `${ARN}:task-definition/f-1:1`,
        taskSets: [
          {
            id: expect.stringMatching(/^ecs-svc\/\d+$/),
            taskSetArn: expect.stringMatching(/:task-set\/primes\/web\/ecs-svc\/\d+$/),
            status: 'PRIMARY',
            stabilityStatus: 'STEADY_STATE',
            computedDesiredCount: 2,
            runningCount: 2,
            pendingCount: 0,
            scale: { value: 100, unit: 'PERCENT' },
          },
        ],
      });
      expect(seen).not.toHaveProperty('currentServiceRevisions');
      expect(seen).not.toHaveProperty('currentServiceDeployment');
      expect(await call('ListServiceDeployments', { cluster: 'primes', service: 'web' })).toEqual({
        serviceDeployments: [],
      });
    });

    it('is scaled by ECS, and stabilizes anew', async () => {
      await call('UpdateService', { cluster: 'primes', service: 'web', desiredCount: 4 });
      expect((await described()).taskSets).toMatchObject([{ stabilityStatus: 'STABILIZING', computedDesiredCount: 4 }]);
      await harness.settle();
      expect((await described()).taskSets).toMatchObject([{ stabilityStatus: 'STEADY_STATE', runningCount: 4 }]);
    });

    it.each([
      [{ taskDefinition: 'f-2' }, 'Unable to update task definition on services'],
      [{ networkConfiguration: service.networkConfiguration }, 'Unable to update network parameters on services'],
      [{ platformVersion: '1.3.0' }, 'Unable to update platform version on services'],
      [{ loadBalancers: [] }, 'Unable to update load balancers on services'],
      [{ forceNewDeployment: true }, 'Cannot force a new deployment on services'],
    ])('refuses %j, and says where to go', async (change, words) => {
      expect(await faultOf(call('UpdateService', { cluster: 'primes', service: 'web', ...change }))).toEqual([
        'InvalidParameterException',
        `${words} with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment.`,
      ]);
      expect((await described()).taskDefinition).toBe(`${ARN}:task-definition/f-1:1`);
    });
  });

  describe('a service whose task sets somebody else makes', () => {
    const {
      taskDefinition: _,
      launchType: __,
      networkConfiguration: ___,
      ...external
    } = { ...service, deploymentController: { type: 'EXTERNAL' } };
    beforeEach(() => call('CreateService', external));

    it('has neither a task definition nor task sets before that, and runs nothing', async () => {
      await harness.settle();
      const seen = await described();
      expect(seen).toMatchObject({
        deploymentController: { type: 'EXTERNAL' },
        taskSets: [],
        deployments: [],
        runningCount: 0,
        desiredCount: 2,
      });
      expect(seen).not.toHaveProperty('taskDefinition');
      expect(seen).not.toHaveProperty('currentServiceRevisions');
    });

    it('takes another desired count, and no deployment', async () => {
      expect(await call('UpdateService', { cluster: 'primes', service: 'web', desiredCount: 5 })).toMatchObject({
        service: { desiredCount: 5 },
      });
      expect(
        await faultOf(call('UpdateService', { cluster: 'primes', service: 'web', taskDefinition: 'f-2' })),
      ).toEqual([
        'InvalidParameterException',
        'Unable to update task definition on services with a EXTERNAL deployment controller.',
      ]);
      expect(await faultOf(call('CreateService', { ...external, serviceName: 'x', taskDefinition: 'f-1' }))).toEqual([
        'InvalidParameterException',
        'TaskDefinition must be blank',
      ]);
      await call('DeleteService', { cluster: 'primes', service: 'web', force: true });
      await harness.settle();
      expect((await described()).status).toBe('INACTIVE');
    });
  });

  describe('a daemon', () => {
    const { desiredCount: _, launchType: __, ...daemon } = { ...service, schedulingStrategy: 'DAEMON' };
    const NO_COUNT =
      'The daemon scheduling strategy does not support a desired count for services. Remove the desired count value and try again';
    const update = (change: object) => faultOf(call('UpdateService', { cluster: 'primes', service: 'web', ...change }));

    it('runs a task on each container instance: none here', async () => {
      await call('CreateService', daemon);
      await harness.settle();
      expect(await described()).toMatchObject({
        schedulingStrategy: 'DAEMON',
        launchType: 'EC2',
        desiredCount: 0,
        runningCount: 0,
        deploymentConfiguration: { maximumPercent: 100, minimumHealthyPercent: 0 },
        deployments: [{ rolloutState: 'COMPLETED' }],
      });
      expect(await call('ListServices', { cluster: 'primes', schedulingStrategy: 'DAEMON' })).toMatchObject({
        serviceArns: [`${ARN}:service/primes/web`],
      });
    });

    it('has no number, no place of its choice, and no Fargate', async () => {
      expect(await faultOf(call('CreateService', { ...daemon, desiredCount: 1 }))).toEqual([
        'InvalidParameterException',
        NO_COUNT,
      ]);
      expect((await faultOf(call('CreateService', { ...daemon, launchType: 'FARGATE' })))[1]).toMatch(
        /daemon .* not supported on AWS Fargate/,
      );
      expect(
        (
          await faultOf(
            call('CreateService', { ...daemon, capacityProviderStrategy: [{ capacityProvider: 'FARGATE' }] }),
          )
        )[1],
      ).toMatch(/capacity provider strategy is not supported .* DAEMON/);
      await call('CreateService', daemon);
      expect(await update({ desiredCount: 7 })).toEqual(['InvalidParameterException', NO_COUNT]);
      expect(await update({ desiredCount: 0 })).toEqual(['InvalidParameterException', NO_COUNT]);
      expect((await update({ placementStrategy: [{ type: 'spread', field: 'host' }] }))[1]).toMatch(
        /does not support placement strategies/,
      );
      await call('UpdateService', { cluster: 'primes', service: 'web', taskDefinition: 'f-2' });
      expect((await described()).taskDefinition).toBe(`${ARN}:task-definition/f-2:1`);
    });
  });
});
