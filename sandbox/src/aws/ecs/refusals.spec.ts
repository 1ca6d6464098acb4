import { faultOf } from '../wire/spec/wire-client';
import { EcsHarness } from './spec/ecs-harness';

describe('what ECS refuses', () => {
  let harness: EcsHarness;
  beforeEach(() => (harness = new EcsHarness()));

  const fault = (name: string, input: object) => faultOf(harness.wire.call(name, input));

  const service = {
    cluster: 'primes',
    serviceName: 'x',
    taskDefinition: 'f-1',
    desiredCount: 1,
    launchType: 'FARGATE',
  };
  const network = { networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } } };

  it.each<[string, object, string, string]>([
    ['DescribeServices', { cluster: 'none', services: ['x'] }, 'ClusterNotFoundException', 'Cluster not found.'],
    [
      'DescribeServices',
      { cluster: 'primes', services: ['x'], include: ['ALL'] },
      'InvalidParameterException',
      'include should be one of [TAGS]',
    ],
    ['UpdateService', { cluster: 'primes', service: 'none' }, 'ServiceNotFoundException', 'Service not found.'],
    // ECS gives no words with it; the client has its own for that.
    ['DeleteService', { cluster: 'primes', service: 'none' }, 'ServiceNotFoundException', 'UnknownError'],
    [
      'ListServices',
      { cluster: 'primes', maxResults: 101 },
      'InvalidParameterException',
      'Max results can not be greater than 100',
    ],
    ['ListTasks', { cluster: 'primes', serviceName: 'none' }, 'ServiceNotFoundException', 'Service not found.'],
    [
      'StopTask',
      { cluster: 'primes', task: 'none' },
      'InvalidParameterException',
      'The referenced task was not found.',
    ],
    ['DescribeTaskDefinition', { taskDefinition: 'none' }, 'ClientException', 'Unable to describe task definition.'],
    ['DescribeTaskDefinition', { taskDefinition: 'f-1:2' }, 'ClientException', 'Unable to describe task definition.'],
    ['CreateService', { ...service, taskDefinition: 'none' }, 'ClientException', 'TaskDefinition not found.'],
    [
      'CreateService',
      { ...service, desiredCount: -1 },
      'InvalidParameterException',
      'DesiredCount can not be lesser than 0',
    ],
    ['CreateService', { ...service, desiredCount: undefined }, 'InvalidParameterException', 'DesiredCount is missing'],
    [
      'CreateService',
      service,
      'InvalidParameterException',
      "Network Configuration must be provided when networkMode 'awsvpc' is specified.",
    ],
    [
      'CreateService',
      { ...service, launchType: 'MOON' },
      'InvalidParameterException',
      'launch type should be one of [EC2,FARGATE,EXTERNAL,FMI,MANAGED_INSTANCES]',
    ],
    [
      'CreateService',
      { ...service, schedulingStrategy: 'X' },
      'InvalidParameterException',
      'Scheduling strategy should be one of [REPLICA,DAEMON]',
    ],
    [
      'CreateService',
      { ...service, clientToken: 'x'.repeat(37) },
      'InvalidParameterException',
      'idempotency token longer than 36.',
    ],
    [
      'CreateService',
      { ...service, ...network, deploymentConfiguration: { maximumPercent: 99 } },
      'InvalidParameterException',
      'maximumPercent must be at least 100',
    ],
    [
      'CreateService',
      { ...service, ...network, deploymentConfiguration: { minimumHealthyPercent: 101 } },
      'InvalidParameterException',
      'minimumHealthyPercent must be at most 100',
    ],
    [
      'CreateService',
      {
        ...service,
        ...network,
        deploymentConfiguration: {
          deploymentCircuitBreaker: {
            enable: true,
            rollback: true,
            thresholdConfiguration: { type: 'COUNT', value: 0 },
          },
        },
      },
      'InvalidParameterException',
      'Invalid deployment circuit breaker threshold value.',
    ],
    [
      'DescribeServices',
      { cluster: 'primes', services: Array.from({ length: 11 }, (_, at) => `s${at}`) },
      'InvalidParameterException',
      'Services cannot have more than 10 elements',
    ],
  ])('%s refuses %j', async (name, input, code, message) => {
    expect(await fault(name, input)).toEqual([code, message]);
  });

  it('a service that is on its way out takes no update, and no other of its name', async () => {
    harness.create({ desiredCount: 1 });
    await harness.settle();
    harness.call('DeleteService', { cluster: 'primes', service: 'api', force: true });
    expect(harness.service.status).toBe('DRAINING');
    expect(await fault('UpdateService', { cluster: 'primes', service: 'api', desiredCount: 2 })).toEqual([
      'ServiceNotActiveException',
      'Service was not ACTIVE.',
    ]);
    expect(await fault('CreateService', { ...service, ...network, serviceName: 'api' })).toEqual([
      'InvalidParameterException',
      'Unable to Start a service that is still Draining.',
    ]);
  });

  it.each<[string, object, string]>([
    [
      'CreateService',
      { deploymentConfiguration: { strategy: 'BLUE_GREEN', lifecycleHooks: [{ targetType: 'AWS_LAMBDA' }] } },
      'deploymentConfiguration.lifecycleHooks[0].targetType AWS_LAMBDA',
    ],
    ['CreateService', { loadBalancers: [{ loadBalancerName: 'classic' }] }, 'loadBalancers[0].loadBalancerName'],
    ['UpdateService', { deploymentController: { type: 'ECS' } }, 'deploymentController'],
    ['StopServiceDeployment', { serviceDeploymentArn: 'x', stopType: 'ABORT' }, 'stopType ABORT'],
  ])('%s answers 501 with the path of what it does not have: %j', async (name, input, path) => {
    const needed = name === 'UpdateService' ? { service: 'api' } : { ...service, ...network };
    const [code, message] = await fault(name, name === 'StopServiceDeployment' ? input : { ...needed, ...input });
    expect([code, message]).toEqual([
      'NotImplemented',
      expect.stringContaining(`ecs:${name} with ${path} is not implemented`),
    ]);
  });
});
