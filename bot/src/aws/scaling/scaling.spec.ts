import { ManualClock } from '../../kernel/spec/manual-clock';
import { awsError, CannedAws } from '../spec/canned-aws';
import type { Answers } from '../spec/canned-aws';
import { deploymentAnswer, serviceAnswer } from '../spec/ecs-answers';
import { ServiceReader } from '../ecs/service-reader';
import { ScalingLookAdapter } from './scaling-look.adapter';
import { ScalingOperateAdapter } from './scaling-operate.adapter';
import { ServiceRangesAdapter } from './service-ranges.adapter';

const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const ANN = { id: 'U0ANN', command: 'c1' };
const LOW = 'TargetTracking-service/primes/primes-api-AlarmLow-1';
const TRACKED = {
  PolicyName: 'cpu',
  PolicyType: 'TargetTrackingScaling',
  TargetTrackingScalingPolicyConfiguration: {
    TargetValue: 60,
    PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
  },
  Alarms: [{ AlarmName: LOW.replace('Low', 'High') }, { AlarmName: LOW }],
};
const ASKED = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' };

function setUp(answers: Answers = {}) {
  const aws = new CannedAws(answers, undefined, new ManualClock());
  const look = new ScalingLookAdapter(aws.clients, new ServiceReader(aws.clients));
  return { aws, look, ranges: new ServiceRangesAdapter(look), operate: new ScalingOperateAdapter(aws.clients) };
}

describe('the scalable target', () => {
  const target = { MinCapacity: 2, MaxCapacity: 10 };

  it('is its range with all three switches', async () => {
    const SuspendedState = {
      DynamicScalingInSuspended: false,
      DynamicScalingOutSuspended: true,
      ScheduledScalingSuspended: true,
    };
    const { look, ranges, aws } = setUp({
      DescribeScalableTargets: { ScalableTargets: [{ ...target, SuspendedState }] },
    });
    const expected = { min: 2, max: 10, suspended: { in: false, out: true, scheduled: true } };
    expect(await look.target(REF)).toEqual(expected);
    expect(await ranges.range(REF)).toEqual(expected);
    const primes = { ...ASKED, ResourceIds: ['service/primes/primes-api'] };
    expect(aws.inputs('DescribeScalableTargets')).toEqual([primes, primes]);
  });

  it('is not suspended where AWS says nothing of it, and none where there is none', async () => {
    const { look } = setUp({ DescribeScalableTargets: { ScalableTargets: [target] } });
    expect(await look.target(REF)).toMatchObject({ suspended: { in: false, out: false, scheduled: false } });
    expect(await setUp({ DescribeScalableTargets: { ScalableTargets: [] } }).look.target(REF)).toBeUndefined();
  });
});

describe('policies', () => {
  it('are those of target tracking with their AlarmLow, and the others by their sort, of all pages', async () => {
    const custom = {
      ...TRACKED,
      PolicyName: 'queue',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 5,
        DisableScaleIn: true,
        CustomizedMetricSpecification: { MetricName: 'Depth' },
      },
      Alarms: [],
    };
    const { look, aws } = setUp({
      DescribeScalingPolicies: ({ NextToken }) =>
        NextToken
          ? { ScalingPolicies: [custom, { PolicyName: 'foresight', PolicyType: 'PredictiveScaling' }] }
          : {
              ScalingPolicies: [
                TRACKED,
                { PolicyName: 'steps', PolicyType: 'StepScaling' },
                { PolicyName: 'odd', PolicyType: 'NewSort' },
              ],
              NextToken: 'x',
            },
      DescribeAlarms: { MetricAlarms: [{ AlarmName: LOW, StateValue: 'ALARM' }] },
    });
    expect(await look.policies(REF)).toEqual({
      tracking: [
        { policy: 'cpu', metric: 'CPU', target: 60, scaleInDisabled: false, low: 'ALARM' },
        { policy: 'queue', metric: 'Depth', target: 5, scaleInDisabled: true },
      ],
      others: [
        { policy: 'steps', kind: 'step' },
        { policy: 'odd', kind: 'other' },
        { policy: 'foresight', kind: 'predictive' },
      ],
    });
    expect(aws.inputs('DescribeAlarms')).toEqual([{ AlarmNames: [LOW] }]);
  });

  it('are told without the alarm where CloudWatch may not be asked', async () => {
    const { look } = setUp({
      DescribeScalingPolicies: { ScalingPolicies: [TRACKED] },
      DescribeAlarms: awsError('AccessDeniedException'),
    });
    expect((await look.policies(REF)).tracking[0]).not.toHaveProperty('low');
  });
});

test('scheduled actions are told with what they set, of all pages', async () => {
  const { look, aws } = setUp({
    DescribeScheduledActions: ({ NextToken }) => {
      const ScheduledActionName = NextToken ? 'day' : 'night';
      const action = { ScheduledActionName, Schedule: 'rate(1 day)', ScalableTargetAction: { MinCapacity: 0 } };
      return { ScheduledActions: [action], ...(NextToken ? {} : { NextToken: 'more' }) };
    },
  });
  expect(await look.schedules(REF)).toEqual([
    { name: 'night', schedule: 'rate(1 day)', range: { min: 0 } },
    { name: 'day', schedule: 'rate(1 day)', range: { min: 0 } },
  ]);
  expect(aws.inputs('DescribeScheduledActions')[0]).toMatchObject({
    ...ASKED,
    ResourceId: 'service/primes/primes-api',
  });
});

test('counts are the service’s, and a deployment that goes on is said', async () => {
  const deployments = [deploymentAnswer(), deploymentAnswer({ rolloutState: 'IN_PROGRESS' })];
  const { look, aws } = setUp({ DescribeServices: { services: [serviceAnswer({ pendingCount: 1, deployments })] } });
  expect(await look.counts(REF)).toEqual({ desired: 2, running: 2, pending: 1, deploying: true, daemon: false });
  aws.answers['DescribeServices'] = { services: [serviceAnswer()] };
  expect(await look.counts(REF)).toMatchObject({ deploying: false });
  aws.answers['DescribeServices'] = { services: [serviceAnswer({ schedulingStrategy: 'DAEMON' })] };
  expect(await look.counts(REF)).toMatchObject({ daemon: true });
});

describe('changing', () => {
  it('sets a number of tasks and a range, through the operate door', async () => {
    const { operate, aws } = setUp({ UpdateService: {}, RegisterScalableTarget: {} });
    await operate.setDesired(REF, 4, ANN);
    await operate.setRange(REF, { min: 3, max: 7 }, ANN);
    expect(aws.calls.map(({ operation, input }) => [operation, input])).toEqual([
      ['UpdateService', { cluster: 'primes', service: 'primes-api', desiredCount: 4 }],
      ['RegisterScalableTarget', { ...ASKED, ResourceId: 'service/primes/primes-api', MinCapacity: 3, MaxCapacity: 7 }],
    ]);
    for (const { headers } of aws.calls) expect(headers['user-agent']).toMatch(/door\/operate.*command\/c1/);
  });

  it('that AWS does not answer may have been done', async () => {
    const { operate } = setUp({
      UpdateService: awsError('InternalFailure', 'oops', 500),
      RegisterScalableTarget: awsError('InternalFailure', 'oops', 500),
    });
    await expect(operate.setDesired(REF, 4, ANN)).rejects.toThrow('it may have been');
    await expect(operate.setRange(REF, { min: 3, max: 7 }, ANN)).rejects.toThrow('it may have been');
  });
});
