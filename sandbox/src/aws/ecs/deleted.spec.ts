import type { DescribeServicesResponse } from '@aws-sdk/client-ecs';
import { faultOf } from '../wire/spec/wire-client';
import { EcsHarness } from './spec/ecs-harness';

describe('what is deleted in the middle of a deployment', () => {
  let harness: EcsHarness;
  const call = <Output>(name: string, input: object = {}) =>
    harness.wire.call<Output>(name, { cluster: 'primes', ...input });

  beforeEach(async () => {
    harness = new EcsHarness();
    harness.create();
    await harness.settle();
    harness.update({ taskDefinition: 'f-2' });
    await harness.pass(10);
  });

  it('is a service that drains, tells of no deployment any more, and stays as INACTIVE', async () => {
    await call('DeleteService', { service: 'api', force: true });
    expect(harness.service).toMatchObject({ status: 'DRAINING', desiredCount: 0, deployments: [] });
    expect(harness.service.currentServiceDeployment).toBeUndefined();
    expect(harness.deployments[0]).toMatchObject({ status: 'STOPPED' });
    await harness.settle();
    expect(harness.service).toMatchObject({ status: 'INACTIVE', runningCount: 0, pendingCount: 0 });
    expect(harness.runtime.alive).toBe(0);
    expect(harness.events.filter((event) => event.includes('deployment completed'))).toHaveLength(1);
    expect(await faultOf(call('UpdateService', { service: 'api', desiredCount: 1 }))).toEqual([
      'ServiceNotActiveException',
      'Service was not ACTIVE.',
    ]);
  });

  it('is a cluster only once its services and tasks are gone, and then nothing in it is found', async () => {
    expect(await faultOf(call('DeleteCluster'))).toEqual([
      'ClusterContainsServicesException',
      'The Cluster cannot be deleted while Services are active.',
    ]);
    await call('DeleteService', { service: 'api', force: true });
    expect(await faultOf(call('DeleteCluster'))).toEqual([
      'ClusterContainsTasksException',
      'The Cluster cannot be deleted while Tasks are active.',
    ]);
    await harness.settle();
    await call('DeleteCluster');
    expect(await faultOf(call<DescribeServicesResponse>('DescribeServices', { services: ['api'] }))).toEqual([
      'ClusterNotFoundException',
      'Cluster not found.',
    ]);
  });
});
