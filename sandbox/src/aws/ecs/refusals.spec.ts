import { AwsFault } from '../wire/fault';
import { EcsHarness } from './spec/ecs-harness';

describe('what ECS refuses', () => {
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

  it.each<[string, object, string, string]>([
    ['DescribeServices', { cluster: 'none', services: ['x'] }, 'ClusterNotFoundException', 'Cluster not found.'],
    [
      'DescribeServices',
      { cluster: 'primes', services: ['x'], include: ['ALL'] },
      'InvalidParameterException',
      'include should be one of [TAGS]',
    ],
    ['UpdateService', { cluster: 'primes', service: 'none' }, 'ServiceNotFoundException', 'Service not found.'],
    ['DeleteService', { cluster: 'primes', service: 'none' }, 'ServiceNotFoundException', ''],
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
  ])('%s refuses %j', (name, input, code, message) => {
    expect(fault(name, input)).toEqual([code, message]);
  });

  it('answers 501 for a deployment strategy it does not have, rather than rolling', () => {
    expect(
      fault('CreateService', { ...service, ...network, deploymentConfiguration: { strategy: 'BLUE_GREEN' } })?.[0],
    ).toBe('NotImplemented');
    expect(fault('StopServiceDeployment', { serviceDeploymentArn: 'x', stopType: 'ABORT' })?.[0]).toBe(
      'NotImplemented',
    );
  });
});
