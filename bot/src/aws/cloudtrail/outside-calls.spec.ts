import { ManualClock } from '../../kernel/spec/manual-clock';
import { NotPermittedError } from '../../domain/services/services.errors';
import { awsError, CannedAws } from '../spec/canned-aws';
import type { Answers } from '../spec/canned-aws';
import { outsideCall } from './outside-call';
import { OutsideCallsAdapter } from './outside-calls.adapter';

const CI = { type: 'IAMUser', arn: 'arn:aws:iam::123456789012:user/ci', userName: 'ci' };
const event = (requestParameters: object, more: object = {}): string =>
  JSON.stringify({ userIdentity: CI, userAgent: 'aws-cli/2.15', requestParameters, ...more });
const API = { cluster: 'primes', service: 'primes-api' };

describe('what somebody else did', () => {
  it.each<[string, object, object | undefined]>([
    ['UpdateService', { ...API, desiredCount: 4 }, { ...API, what: { kind: 'desired', to: 4 } }],
    [
      'UpdateService',
      { ...API, taskDefinition: 'arn:aws:ecs:us-west-2:1:task-definition/primes-api:41', desiredCount: 4 },
      { ...API, what: { kind: 'deployment', revision: 'primes-api:41' } },
    ],
    ['UpdateService', { ...API, forceNewDeployment: true }, { ...API, what: { kind: 'deployment' } }],
    ['UpdateService', { ...API, healthCheckGracePeriodSeconds: 1 }, undefined],
    [
      'StopTask',
      { cluster: 'arn:aws:ecs:us-west-2:1:cluster/primes', task: 'arn:aws:ecs:us-west-2:1:task/primes/0a1b2c3d4e5f' },
      { cluster: 'primes', what: { kind: 'task', task: '0a1b2c3d' } },
    ],
    [
      'UpdateContainerInstancesState',
      { cluster: 'batch', containerInstances: ['a', 'b'], status: 'DRAINING' },
      { cluster: 'batch', what: { kind: 'nodes', count: 2, draining: true } },
    ],
    [
      'RegisterScalableTarget',
      { resourceId: 'service/primes/primes-api', minCapacity: 2, maxCapacity: 9 },
      { ...API, what: { kind: 'range', min: 2, max: 9 } },
    ],
    [
      'PutScalingPolicy',
      { ResourceId: 'service/primes/primes-api', PolicyName: 'cpu' },
      { ...API, what: { kind: 'policy', name: 'cpu', gone: false } },
    ],
    [
      'DeleteScalingPolicy',
      { resourceId: 'service/primes/primes-api', policyName: 'cpu' },
      { ...API, what: { kind: 'policy', name: 'cpu', gone: true } },
    ],
    ['PutScheduledAction', { resourceId: 'table/x', scheduledActionName: 'night' }, undefined],
  ])('by %s with %j is told so', (name, asked, told) => {
    const by = { outside: true, name: 'ci', as: 'user', through: 'the AWS CLI' };
    expect(outsideCall('default', name, event(asked), 5)).toEqual(
      told && { at: 5, environment: 'default', by, ...told },
    );
  });

  it.each<[string, object]>([
    ['this bot', { userAgent: 'aws-sdk-js/3 door/operate command/cmd-1' }],
    ['automatic scaling', { userIdentity: { ...CI, invokedBy: 'ecs.application-autoscaling.amazonaws.com' } }],
    [
      'the role of automatic scaling',
      {
        userIdentity: {
          type: 'AssumedRole',
          sessionContext: { sessionIssuer: { userName: 'AWSServiceRoleForApplicationAutoScaling_ECSService' } },
        },
      },
    ],
    ['a call that was refused', { errorCode: 'AccessDenied' }],
  ])('is not what %s did', (_who, more) => {
    expect(outsideCall('default', 'UpdateService', event({ ...API, desiredCount: 4 }, more), 5)).toBeUndefined();
  });

  it('is nothing where the record is none', () => {
    expect(outsideCall('default', 'UpdateService', 'what', 5)).toBeUndefined();
  });
});

/** Whoever sleeps on it wakes at once. */
class PassingClock extends ManualClock {
  readonly slept: number[] = [];

  override async sleep(ms: number): Promise<void> {
    this.slept.push(ms);
  }
}

function setUp(LookupEvents: Answers[string]) {
  const clock = new PassingClock();
  const aws = new CannedAws({ LookupEvents }, undefined, clock);
  return { aws, clock, calls: new OutsideCallsAdapter(aws.clients, clock) };
}

describe('what others did lately', () => {
  it('is asked for one operation at a time, no faster than CloudTrail takes it', async () => {
    const { aws, clock, calls } = setUp((input) => {
      const isUpdate = JSON.stringify(input).includes('UpdateService');
      return isUpdate
        ? { Events: [{ EventTime: new Date(7000), CloudTrailEvent: event({ ...API, desiredCount: 4 }) }] }
        : {};
    });
    expect(await calls.since('default', 5000)).toMatchObject([{ at: 7000, what: { kind: 'desired', to: 4 } }]);
    expect(aws.inputs('LookupEvents')).toHaveLength(7);
    expect(aws.inputs('LookupEvents')[0]).toEqual({
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'UpdateService' }],
      StartTime: 5,
      MaxResults: 50,
    });
    expect(clock.slept).toEqual(Array.from({ length: 6 }, () => 550));
  });

  it('is not known where CloudTrail may not be asked', async () => {
    const { calls } = setUp(awsError('AccessDeniedException', 'not authorized to perform: cloudtrail:LookupEvents'));
    await expect(calls.since('default', 0)).rejects.toThrow(NotPermittedError);
  });
});
