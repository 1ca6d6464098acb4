import type {
  DescribeScalableTargetsResponse,
  DescribeScalingPoliciesResponse,
  DescribeScheduledActionsResponse,
  PutScalingPolicyResponse,
  RegisterScalableTargetResponse,
} from '@aws-sdk/client-application-auto-scaling';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { faultOf } from '../wire/spec/wire-client';
import { ObedientServices } from './spec/obedient-services';
import { ScalingHarness } from './spec/scaling-harness';

const TARGET = { ServiceNamespace: 'ecs', ResourceId: 'service/c/s', ScalableDimension: 'ecs:service:DesiredCount' };
const STEPS = {
  AdjustmentType: 'ChangeInCapacity',
  StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 2 }],
  Cooldown: 60,
  MetricAggregationType: 'Maximum',
};

describe('Application Auto Scaling, called by its own client', () => {
  let harness: ScalingHarness<ObedientServices>;
  const call = <Answer = Record<string, unknown>>(name: string, more: object = {}) =>
    harness.wire.call<Answer>(name, { ...TARGET, ...more });
  const fault = (name: string, more: object = {}) => faultOf(call(name, more));

  beforeEach(async () => {
    harness = new ScalingHarness(new ManualClock(), new ObedientServices());
    harness.services.add('s', 2);
    await call('RegisterScalableTarget', { MinCapacity: 1, MaxCapacity: 5 });
  });
  afterEach(() => harness.close());

  const targets = async () =>
    (await harness.wire.call<DescribeScalableTargetsResponse>('DescribeScalableTargets', { ServiceNamespace: 'ecs' }))
      .ScalableTargets;
  const policies = async () =>
    (await harness.wire.call<DescribeScalingPoliciesResponse>('DescribeScalingPolicies', { ServiceNamespace: 'ecs' }))
      .ScalingPolicies!;
  const scheduled = async () =>
    (await call<DescribeScheduledActionsResponse>('DescribeScheduledActions')).ScheduledActions!;

  it('keeps what is suspended through changes of the range, and scales nothing that is', async () => {
    await call('RegisterScalableTarget', { SuspendedState: { DynamicScalingOutSuspended: true } });
    await call('RegisterScalableTarget', { MaxCapacity: 9 });
    expect(await targets()).toMatchObject([
      {
        MinCapacity: 1,
        MaxCapacity: 9,
        SuspendedState: {
          DynamicScalingInSuspended: false,
          DynamicScalingOutSuspended: true,
          ScheduledScalingSuspended: false,
        },
      },
    ]);
  });

  it('tells what was scaled', async () => {
    await call('RegisterScalableTarget', { MinCapacity: 3 });
    await harness.clock.advance(1000);
    const { ScalingActivities } = await harness.wire.call<{ ScalingActivities: object[] }>(
      'DescribeScalingActivities',
      { ServiceNamespace: 'ecs' },
    );
    expect(ScalingActivities).toMatchObject([{ Description: 'Setting desired count to 3.', StatusCode: 'Successful' }]);
  });

  it('tags a target', async () => {
    const { ScalableTargetARN: ResourceARN } = await call<RegisterScalableTargetResponse>('RegisterScalableTarget');
    await harness.wire.call('TagResource', { ResourceARN, Tags: { a: '1', b: '2' } });
    await harness.wire.call('UntagResource', { ResourceARN, TagKeys: ['a'] });
    expect(await harness.wire.call('ListTagsForResource', { ResourceARN })).toEqual({ Tags: { b: '2' } });
  });

  it('keeps a step policy beside one that tracks, under its ARN, until it is deleted', async () => {
    const tracking = {
      TargetValue: 70,
      PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
    };
    await call('PutScalingPolicy', {
      PolicyName: 'cpu',
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: tracking,
    });
    const put = (over: object = {}) =>
      call<PutScalingPolicyResponse>('PutScalingPolicy', {
        PolicyName: 'steps',
        PolicyType: 'StepScaling',
        StepScalingPolicyConfiguration: { ...STEPS, ...over },
      });
    const first = await put();
    expect(await put({ Cooldown: 30 })).toEqual(first);
    expect(first.PolicyARN).toMatch(/scalingPolicy:[\w-]+:resource\/ecs\/service\/c\/s:policyName\/steps$/);
    expect(await policies()).toMatchObject([
      { PolicyName: 'cpu', PolicyType: 'TargetTrackingScaling', TargetTrackingScalingPolicyConfiguration: tracking },
      {
        PolicyName: 'steps',
        PolicyType: 'StepScaling',
        StepScalingPolicyConfiguration: { ...STEPS, Cooldown: 30 },
        Alarms: [],
      },
    ]);
    await call('DeleteScalingPolicy', { PolicyName: 'steps' });
    expect((await policies()).map(({ PolicyName }) => PolicyName)).toEqual(['cpu']);
    expect((await fault('DeleteScalingPolicy', { PolicyName: 'steps' }))[0]).toBe('ObjectNotFoundException');
  });

  it('takes a step policy only whole, and no policy under the name of another type', async () => {
    const put = (more: object) => fault('PutScalingPolicy', { PolicyName: 'p', ...more });
    expect((await put({}))[1]).toMatch(/StepScalingPolicyConfiguration must be specified/);
    expect((await put({ StepScalingPolicyConfiguration: { ...STEPS, StepAdjustments: [] } }))[1]).toMatch(
      /At least one StepAdjustment/,
    );
    expect((await put({ StepScalingPolicyConfiguration: { StepAdjustments: STEPS.StepAdjustments } }))[1]).toMatch(
      /must specify an AdjustmentType/,
    );
    expect((await put({ StepScalingPolicyConfiguration: { ...STEPS, AdjustmentType: 'Double' } }))[0]).toBe(
      'ValidationException',
    );
    expect((await put({ PolicyType: 'PredictiveScaling' }))[1]).toContain(
      'PutScalingPolicy with PolicyType PredictiveScaling',
    );
    await call('PutScalingPolicy', { PolicyName: 'p', StepScalingPolicyConfiguration: STEPS });
    const tracking = {
      TargetValue: 70,
      PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
    };
    expect(
      (await put({ PolicyType: 'TargetTrackingScaling', TargetTrackingScalingPolicyConfiguration: tracking }))[0],
    ).toBe('NotImplemented');
  });

  it('keeps scheduled actions, changes them and deletes them', async () => {
    const put = (more: object = {}) => call('PutScheduledAction', { ScheduledActionName: 'night', ...more });
    await put({
      Schedule: 'cron(0 22 * * ? *)',
      Timezone: 'Europe/Berlin',
      ScalableTargetAction: { MinCapacity: 1, MaxCapacity: 2 },
    });
    const [made] = await scheduled();
    expect(made).toMatchObject({
      ScheduledActionName: 'night',
      ScheduledActionARN: expect.stringMatching(
        /scheduledAction:[\w-]+:resource\/ecs\/service\/c\/s:scheduledActionName\/night$/,
      ),
      ResourceId: 'service/c/s',
      Schedule: 'cron(0 22 * * ? *)',
      Timezone: 'Europe/Berlin',
      ScalableTargetAction: { MinCapacity: 1, MaxCapacity: 2 },
    });
    await put({ Schedule: 'rate(1 hour)' });
    expect(await scheduled()).toMatchObject([
      {
        ScheduledActionARN: made!.ScheduledActionARN,
        Schedule: 'rate(1 hour)',
        ScalableTargetAction: { MinCapacity: 1 },
      },
    ]);
    expect((await scheduled())[0]).not.toHaveProperty('Timezone');
    expect(await call('DescribeScheduledActions', { ScheduledActionNames: ['day'] })).toEqual({ ScheduledActions: [] });
    await call('DeleteScheduledAction', { ScheduledActionName: 'night' });
    expect(await scheduled()).toEqual([]);
    expect(await fault('DeleteScheduledAction', { ScheduledActionName: 'night' })).toEqual([
      'ObjectNotFoundException',
      'No scheduled action found for service namespace: ecs, resource ID: service/c/s, scalable dimension: ecs:service:DesiredCount, scheduled action name: night',
    ]);
  });

  it.each([
    [{ ScalableTargetAction: { MinCapacity: 1 } }, /Schedule must be specified/],
    [
      { Schedule: 'every night', ScalableTargetAction: { MinCapacity: 1 } },
      /Unsupported schedule expression: every night/,
    ],
    [{ Schedule: 'rate(1 hour)' }, /At least one of MinCapacity or MaxCapacity/],
    [
      { Schedule: 'rate(1 hour)', ScalableTargetAction: { MinCapacity: 3, MaxCapacity: 2 } },
      /cannot be less than minimum/,
    ],
  ])('refuses the scheduled action %j', async (more, words) => {
    expect(await fault('PutScheduledAction', { ScheduledActionName: 'x', ...more })).toEqual([
      'ValidationException',
      expect.stringMatching(words),
    ]);
  });

  it('a target that goes takes its policies and scheduled actions with it', async () => {
    await call('PutScalingPolicy', { PolicyName: 'steps', StepScalingPolicyConfiguration: STEPS });
    await call('PutScheduledAction', {
      ScheduledActionName: 'night',
      Schedule: 'at(2026-12-24T22:00:00)',
      ScalableTargetAction: { MaxCapacity: 2 },
    });
    await call('DeregisterScalableTarget');
    expect([await targets(), await policies(), await scheduled()]).toEqual([[], [], []]);
    expect((await fault('PutScheduledAction', { ScheduledActionName: 'x', Schedule: 'rate(1 day)' }))[0]).toBe(
      'ObjectNotFoundException',
    );
  });
});
