import type { DescribeServicesResponse, DescribeTaskSetsResponse, TaskSet } from '@aws-sdk/client-ecs';
import { faultOf } from '../wire/spec/wire-client';
import { EcsHarness } from './spec/ecs-harness';

describe('the task sets of a service that somebody else deploys', () => {
  let harness: EcsHarness;
  const SERVICE = { cluster: 'primes', service: 'ext' };
  const call = <Output = { taskSet: TaskSet }>(name: string, input: object = {}) =>
    harness.wire.call<Output>(name, { ...SERVICE, ...input });
  const create = async (taskDefinition: string, more: object = {}) =>
    (
      await call('CreateTaskSet', {
        taskDefinition,
        launchType: 'FARGATE',
        networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
        loadBalancers: [{ targetGroupArn: harness.targets.group, containerName: 'app', containerPort: 80 }],
        ...more,
      })
    ).taskSet;
  const described = async () =>
    (await harness.wire.call<DescribeServicesResponse>('DescribeServices', { cluster: 'primes', services: ['ext'] }))
      .services![0]!;
  const sets = async () =>
    (await described()).taskSets!.map(({ status, scale, computedDesiredCount, runningCount, stabilityStatus }) => [
      status,
      scale?.value,
      computedDesiredCount,
      runningCount,
      stabilityStatus,
    ]);

  beforeEach(() => {
    harness = new EcsHarness();
    harness.call('CreateService', {
      cluster: 'primes',
      serviceName: 'ext',
      desiredCount: 3,
      deploymentController: { type: 'EXTERNAL' },
    });
  });

  it('run side by side, each with its share of the tasks, until one is the primary and the other is deleted', async () => {
    const old = await create('f-1', { externalId: 'blue', tags: [{ key: 'color', value: 'blue' }] });
    expect(old).toMatchObject({ externalId: 'blue', status: 'ACTIVE', stabilityStatus: 'STABILIZING' });
    await call('UpdateServicePrimaryTaskSet', { primaryTaskSet: old.id });
    await harness.settle();
    expect(await sets()).toEqual([['PRIMARY', 100, 3, 3, 'STEADY_STATE']]);
    const fresh = await create('f-2', { scale: { value: 50, unit: 'PERCENT' } });
    await harness.settle();
    expect(await sets()).toEqual([
      ['PRIMARY', 100, 3, 3, 'STEADY_STATE'],
      ['ACTIVE', 50, 2, 2, 'STEADY_STATE'],
    ]);
    await call('UpdateTaskSet', { taskSet: fresh.id, scale: { value: 100, unit: 'PERCENT' } });
    await call('UpdateServicePrimaryTaskSet', { primaryTaskSet: fresh.taskSetArn });
    await call('UpdateTaskSet', { taskSet: old.id, scale: { value: 0, unit: 'PERCENT' } });
    await harness.settle();
    expect(await sets()).toEqual([
      ['ACTIVE', 0, 0, 0, 'STEADY_STATE'],
      ['PRIMARY', 100, 3, 3, 'STEADY_STATE'],
    ]);
    const { taskSets, failures } = await call<DescribeTaskSetsResponse>('DescribeTaskSets', {
      taskSets: [old.id, 'ecs-svc/0'],
      include: ['TAGS'],
    });
    expect(taskSets).toMatchObject([{ id: old.id, tags: [{ key: 'color', value: 'blue' }] }]);
    expect(failures).toEqual([{ arn: 'ecs-svc/0', reason: 'MISSING' }]);
    await call('DeleteTaskSet', { taskSet: old.id });
    await harness.settle();
    expect(await sets()).toEqual([['PRIMARY', 100, 3, 3, 'STEADY_STATE']]);
    const service = await described();
    expect(service).toMatchObject({ deployments: [], runningCount: 3 });
    expect(service).not.toHaveProperty('taskDefinition');
    const messages = service.events?.map(({ message }) => message);
    expect(messages).toContain(`(service ext, taskSet ${fresh.id}) has reached a steady state.`);
    expect(messages).not.toContain('(service ext) has reached a steady state.');
  });

  it('follow the service’s desired count, and go with it', async () => {
    const only = await create('f-1');
    await harness.settle();
    await call('UpdateService', { desiredCount: 5 });
    await harness.settle();
    expect(await sets()).toEqual([['ACTIVE', 100, 5, 5, 'STEADY_STATE']]);
    await call('DeleteTaskSet', { taskSet: only.id, force: true });
    expect(await sets()).toEqual([['DRAINING', 0, 0, 5, 'STABILIZING']]);
    await create('f-2');
    await harness.settle();
    await call('DeleteService', { force: true });
    await harness.settle();
    expect(await described()).toMatchObject({ status: 'INACTIVE', runningCount: 0 });
  });

  it('a set that cannot start stays STABILIZING', async () => {
    await create('f-missing');
    await harness.pass(60);
    expect(await sets()).toEqual([['ACTIVE', 100, 3, 0, 'STABILIZING']]);
  });

  it('refuses what cannot be', async () => {
    for (let made = 0; made < 5; made++) await create('f-1', { scale: { value: 0, unit: 'PERCENT' } });
    expect(await faultOf(create('f-1'))).toEqual([
      'InvalidParameterException',
      '5 deployments exist on the service. Unable to create new TaskSet since this exceeds the maximum limit.',
    ]);
    expect(await faultOf(call('UpdateTaskSet', { taskSet: 'none', scale: { value: 1 } }))).toEqual([
      'TaskSetNotFoundException',
      'TaskSet not found.',
    ]);
    harness.create();
    expect(await faultOf(call('CreateTaskSet', { service: 'api', taskDefinition: 'f-1' }))).toEqual([
      'InvalidParameterException',
      expect.stringContaining('this one has ECS'),
    ]);
    expect(await call('DescribeTaskSets', { service: 'api' })).toMatchObject({ taskSets: [], failures: [] });
  });
});
