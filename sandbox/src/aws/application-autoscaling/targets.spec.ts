import type {
  DescribeScalableTargetsResponse,
  DescribeScalingActivitiesResponse,
  ListTagsForResourceResponse,
  RegisterScalableTargetResponse,
} from '@aws-sdk/client-application-auto-scaling';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { ObedientServices } from './spec/obedient-services';
import { ScalingHarness } from './spec/scaling-harness';

describe('scalable targets and their activities', () => {
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
  const activities = (input: object = {}) =>
    (call('DescribeScalingActivities', { ServiceNamespace: 'ecs', ...input }) as DescribeScalingActivitiesResponse)
      .ScalingActivities ?? [];

  it('registers a target, changes what is given and describes it as AWS does', () => {
    const { ScalableTargetARN: arn } = register({ Tags: { team: 'ops' } });
    expect(arn).toMatch(/^arn:aws:application-autoscaling:us-west-2:000000000000:scalable-target\/[0-9a-f]{36}$/);
    call('RegisterScalableTarget', { ...target, MaxCapacity: 8, SuspendedState: { DynamicScalingInSuspended: true } });
    const { ScalableTargets } = call('DescribeScalableTargets', {
      ServiceNamespace: 'ecs',
      ResourceIds: ['service/c/s'],
    }) as DescribeScalableTargetsResponse;
    expect(ScalableTargets).toEqual([
      {
        ...target,
        MinCapacity: 1,
        MaxCapacity: 8,
        RoleARN:
          'arn:aws:iam::000000000000:role/aws-service-role/ecs.application-autoscaling.amazonaws.com/' +
          'AWSServiceRoleForApplicationAutoScaling_ECSService',
        CreationTime: new Date(harness.clock.now()),
        SuspendedState: {
          DynamicScalingInSuspended: true,
          DynamicScalingOutSuspended: false,
          ScheduledScalingSuspended: false,
        },
        ScalableTargetARN: arn,
      },
    ]);
    const { Tags } = call('ListTagsForResource', { ResourceARN: arn }) as ListTagsForResourceResponse;
    expect(Tags).toEqual({ team: 'ops' });
  });

  it('brings a desired count into the range at once and follows it until ECS has', async () => {
    register({ MinCapacity: 4 });
    expect(harness.services.find('c', 's')?.desiredCount).toBe(4);
    expect(activities()[0]).toMatchObject({ StatusCode: 'InProgress', Cause: 'minimum capacity was set to 4' });
    await harness.clock.advance(1_000);
    expect(activities()[0]).toMatchObject({
      ...target,
      Description: 'Setting desired count to 4.',
      StatusCode: 'Successful',
      StatusMessage: 'Successfully set desired count to 4. Change successfully fulfilled by ecs.',
      EndTime: expect.any(Date),
    });
    call('RegisterScalableTarget', { ...target, MinCapacity: 1, MaxCapacity: 3 });
    expect(activities()[0]?.Cause).toBe('maximum capacity was set to 3');
    expect(harness.services.find('c', 's')?.desiredCount).toBe(3);
  });

  it('says what became of an activity that ECS refused, that was overtaken, or that never came about', async () => {
    harness.services.add('gone', 1);
    harness.services.add('stuck', 1);
    register({ ResourceId: 'service/c/gone', MinCapacity: 2 });
    register({ ResourceId: 'service/c/stuck', MinCapacity: 2 });
    register({ ResourceId: 'service/c/stuck', MinCapacity: 3 });
    const statuses = () => activities().map(({ ResourceId, StatusCode }) => `${ResourceId} ${StatusCode}`);
    expect(statuses()).toEqual(['service/c/stuck InProgress', 'service/c/stuck Overridden', 'service/c/gone Failed']);
    expect(activities({ ResourceId: 'service/c/gone' })[0]?.StatusMessage).toBe(
      'Failed to set desired count to 2. Reason: Service not found.',
    );
    harness.services.remove('stuck');
    await harness.clock.advance(1_000);
    expect(statuses()[0]).toBe('service/c/stuck Unfulfilled');
  });

  it('lists activities newest first, of one resource, in pages', () => {
    harness.services.add('t', 1);
    register({ MinCapacity: 3 });
    register({ ResourceId: 'service/c/t', MinCapacity: 2 });
    register({ MinCapacity: 4 });
    expect(activities().map(({ Cause }) => Cause)).toEqual([
      'minimum capacity was set to 4',
      'minimum capacity was set to 2',
      'minimum capacity was set to 3',
    ]);
    expect(activities({ ResourceId: 'service/c/t' })).toHaveLength(1);
    const page = call('DescribeScalingActivities', { ServiceNamespace: 'ecs', MaxResults: 2 });
    const { NextToken } = page as DescribeScalingActivitiesResponse;
    expect(activities({ MaxResults: 2, NextToken }).map(({ Cause }) => Cause)).toEqual([
      'minimum capacity was set to 3',
    ]);
  });

  it.each([
    [
      'PutScalingPolicy',
      { ...target, PolicyName: 'p', PolicyType: 'TargetTrackingScaling' },
      'ObjectNotFoundException',
      'No scalable target registered for service namespace: ecs, resource ID: service/c/s, scalable dimension: ' +
        'ecs:service:DesiredCount',
    ],
    [
      'PutScalingPolicy',
      { ...target, PolicyName: 'p', PolicyType: 'ABCDEFG' },
      'ValidationException',
      "1 validation error detected: Value 'ABCDEFG' at 'policyType' failed to satisfy constraint: Member must satisfy enum " +
        'value set: [PredictiveScaling, StepScaling, TargetTrackingScaling]',
    ],
    [
      'RegisterScalableTarget',
      { ...target, ResourceId: 'service/c/nobody', MinCapacity: 1, MaxCapacity: 2 },
      'ValidationException',
      "ECS service doesn't exist: service/c/nobody",
    ],
    [
      'RegisterScalableTarget',
      { ...target, ResourceId: 'banana/c/s', MinCapacity: 1, MaxCapacity: 2 },
      'ValidationException',
      'Unsupported service namespace, resource type or scalable dimension',
    ],
    [
      'RegisterScalableTarget',
      { ...target, MinCapacity: 3, MaxCapacity: 2 },
      'ValidationException',
      'Maximum capacity cannot be less than minimum capacity',
    ],
    [
      'DescribeScalableTargets',
      { ServiceNamespace: 'ecs', NextToken: 'nonsense' },
      'InvalidNextTokenException',
      'The next token is invalid.',
    ],
  ])('%s refuses %j', (operation, input, code, message) => {
    expect(() => call(operation, input)).toThrow(expect.objectContaining({ code, message }));
  });
});
