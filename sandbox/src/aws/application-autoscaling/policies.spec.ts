import type {
  DescribeScalingPoliciesResponse,
  PutScalingPolicyResponse,
  RegisterScalableTargetResponse,
} from '@aws-sdk/client-application-auto-scaling';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { ObedientServices } from './spec/obedient-services';
import { ScalingHarness } from './spec/scaling-harness';

const UUID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';

describe('scaling policies', () => {
  let harness: ScalingHarness<ObedientServices>;

  beforeEach(() => {
    harness = new ScalingHarness(new ManualClock(), new ObedientServices());
    harness.services.add('s', 2);
  });
  afterEach(() => harness.close());

  const target = {
    ServiceNamespace: 'ecs',
    ResourceId: 'service/c/s',
    ScalableDimension: 'ecs:service:DesiredCount',
  };
  const call = (operation: string, input: object): unknown => harness.call(operation, input);
  const register = (more: object = {}) =>
    call('RegisterScalableTarget', {
      ...target,
      MinCapacity: 1,
      MaxCapacity: 5,
      ...more,
    }) as RegisterScalableTargetResponse;
  const track = (configuration: object = {}, more: object = {}) =>
    call('PutScalingPolicy', {
      ...target,
      PolicyName: 'cpu',
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 70,
        PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
        ...configuration,
      },
      ...more,
    }) as PutScalingPolicyResponse;

  it('makes the two alarms of target tracking', () => {
    register();
    const { PolicyARN = '', Alarms = [] } = track();
    expect(PolicyARN).toMatch(
      new RegExp(
        `^arn:aws:autoscaling:us-west-2:000000000000:scalingPolicy:${UUID}:resource/ecs/service/c/s:policyName/cpu$`,
      ),
    );
    const [high, low] = Alarms.map(({ AlarmName = '' }) => harness.cloudwatch.alarms.get(AlarmName));
    expect(high?.alarmName).toMatch(new RegExp(`^TargetTracking-service/c/s-AlarmHigh-${UUID}$`));
    expect(low?.alarmName).toMatch(new RegExp(`^TargetTracking-service/c/s-AlarmLow-${UUID}$`));
    const [action = ''] = high?.alarmActions ?? [];
    expect(action).toMatch(new RegExp(`:policyName/cpu:createdBy/${UUID}$`));
    const common = {
      description: `DO NOT EDIT OR DELETE. For TargetTrackingScaling policy ${action}.`,
      alarmActions: [action],
      metric: {
        namespace: 'AWS/ECS',
        metricName: 'CPUUtilization',
        dimensions: { ClusterName: 'c', ServiceName: 's' },
      },
      statistic: 'Average',
      unit: 'Percent',
      period: 60,
      treatMissingData: 'missing',
    };
    expect(high).toMatchObject({ ...common, comparison: 'GreaterThanThreshold', evaluationPeriods: 3, threshold: 70 });
    expect(low).toMatchObject({ ...common, comparison: 'LessThanThreshold', evaluationPeriods: 15, threshold: 63 });
    const { ScalingPolicies } = call('DescribeScalingPolicies', {
      ServiceNamespace: 'ecs',
      PolicyNames: ['cpu'],
    }) as DescribeScalingPoliciesResponse;
    expect(ScalingPolicies).toMatchObject([{ ...target, PolicyARN, PolicyType: 'TargetTrackingScaling', Alarms }]);
  });

  it('replaces the alarms of a policy that is changed, keeps them when it is put again, and makes no low one without scale-in', () => {
    register();
    const first = track();
    expect(track()).toEqual(first);
    const changed = track({ TargetValue: 50, DisableScaleIn: true });
    expect(changed.PolicyARN).toBe(first.PolicyARN);
    expect(changed.Alarms).toHaveLength(1);
    expect(harness.cloudwatch.alarms.list().map(({ alarmName }) => alarmName)).toEqual([
      changed.Alarms?.[0]?.AlarmName,
    ]);
  });

  it('tracks requests for each target by the label of its balancer and group', () => {
    register();
    track({
      TargetValue: 100,
      PredefinedMetricSpecification: {
        PredefinedMetricType: 'ALBRequestCountPerTarget',
        ResourceLabel: 'app/lb/50dc6c495c0c9188/targetgroup/tg/943f017f100becff',
      },
    });
    expect(harness.cloudwatch.alarms.list()[0]).toMatchObject({
      statistic: 'Sum',
      metric: {
        namespace: 'AWS/ApplicationELB',
        metricName: 'RequestCountPerTarget',
        dimensions: { LoadBalancer: 'app/lb/50dc6c495c0c9188', TargetGroup: 'targetgroup/tg/943f017f100becff' },
      },
    });
  });

  it('takes policies and alarms away with the target, or one by one', () => {
    register();
    track();
    call('DeleteScalingPolicy', { ...target, PolicyName: 'cpu' });
    expect(harness.cloudwatch.alarms.list()).toEqual([]);
    track();
    call('DeregisterScalableTarget', target);
    expect(harness.cloudwatch.alarms.list()).toEqual([]);
    expect(call('DescribeScalingPolicies', { ServiceNamespace: 'ecs' })).toMatchObject({ ScalingPolicies: [] });
  });

  it('allows one policy for a metric, and none that changes its type', () => {
    register();
    track();
    expect(() => track({}, { PolicyName: 'again' })).toThrow(
      'Only one TargetTrackingScaling policy for a given metric specification is allowed.',
    );
    expect(() => track({}, { PolicyType: undefined })).toThrow(
      expect.objectContaining({ status: 501, message: expect.stringContaining('another PolicyType for cpu') }),
    );
  });
});
