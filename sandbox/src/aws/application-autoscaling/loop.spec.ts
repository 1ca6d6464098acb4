import { ManualClock } from '../../kernel/spec/manual-clock';
import { ServiceMetrics } from '../engine/metrics/service-metrics';
import { LoadedService, STARTING_MS } from './spec/loaded-service';
import { pace, ScalingHarness } from './spec/scaling-harness';

describe('target tracking, from load to tasks and back', () => {
  let clock: ManualClock;
  let service: LoadedService;
  let harness: ScalingHarness<LoadedService>;
  let metrics: ServiceMetrics;

  beforeEach(() => {
    clock = new ManualClock();
    service = new LoadedService(clock);
    harness = new ScalingHarness(clock, service);
    metrics = new ServiceMetrics({ clock, pace, services: service, sink: harness.cloudwatch });
    service.setDesiredCount('primes', 'api', 2);
    register({ MinCapacity: 2, MaxCapacity: 10 });
    harness.call('PutScalingPolicy', {
      ...resource,
      PolicyName: 'cpu60',
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 60,
        PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
        ScaleOutCooldown: 60,
        ScaleInCooldown: 120,
      },
    });
  });
  afterEach(() => {
    metrics.close();
    harness.close();
  });

  const resource = {
    ServiceNamespace: 'ecs',
    ResourceId: 'service/primes/api',
    ScalableDimension: 'ecs:service:DesiredCount',
  };
  const register = (range: object): unknown => harness.call('RegisterScalableTarget', { ...resource, ...range });
  const scaled = (): string[] =>
    harness.scaling.activities
      .newestFirst()
      .filter(({ notScaled }) => !notScaled)
      .map(({ description }) => description)
      .toReversed();
  const notScaled = () => harness.scaling.activities.newestFirst().flatMap((activity) => activity.notScaled ?? []);
  const alarmStates = (): Record<string, string> =>
    Object.fromEntries(
      harness.cloudwatch.alarms
        .list()
        .map(({ alarmName, state }) => [/Alarm(High|Low)/.exec(alarmName)?.[1] ?? '', state]),
    );

  it('climbs 2, 4, 6 under 0.82 cores, stays, and goes back to 2 when the load ends', async () => {
    service.cores = 0.02;
    await service.pass(60_000);
    expect(alarmStates()).toEqual({ High: 'OK', Low: 'ALARM' });

    const begin = clock.now();
    service.cores = 0.82;
    while (service.desiredCount === 2) await service.pass(50);
    expect(clock.now() - begin).toBeGreaterThanOrEqual(9_000);
    expect(clock.now() - begin).toBeLessThanOrEqual(12_000);
    await service.pass(60_000);
    expect(scaled()).toEqual(['Setting desired count to 4.', 'Setting desired count to 6.']);
    expect(alarmStates()).toEqual({ High: 'OK', Low: 'OK' });

    service.cores = 0.02;
    await service.pass(44_000);
    expect(service.desiredCount).toBe(6);
    await service.pass(5_000);
    expect(service.desiredCount).toBe(2);
    expect(scaled()).toHaveLength(3);
  });

  it('tells each step in the words of AWS, from in progress to fulfilled', async () => {
    service.cores = 0.82;
    while (service.desiredCount === 2) await service.pass(50);
    const begun = clock.now();
    const [activity] = harness.scaling.activities.newestFirst();
    const high = harness.cloudwatch.alarms.list().find(({ alarmName }) => alarmName.includes('-AlarmHigh-'));
    expect(activity).toMatchObject({
      resourceId: 'service/primes/api',
      description: 'Setting desired count to 4.',
      cause: `monitor alarm ${high?.alarmName} in state ALARM triggered policy cpu60`,
      status: 'InProgress',
      statusMessage: 'Successfully set desired count to 4. Waiting for change to be fulfilled by ecs.',
    });
    expect(high?.reason).toMatch(
      /^Threshold Crossed: 3 datapoints \[\d+\.\d+ \(.*\), .*, .*\] were greater than the threshold \(60\.0\)\.$/,
    );
    await service.pass(2_000);
    expect(activity).toMatchObject({
      status: 'Successful',
      statusMessage: 'Successfully set desired count to 4. Change successfully fulfilled by ecs.',
    });
    expect(activity?.endedAt).toBeGreaterThanOrEqual(begun + STARTING_MS - 50);
  });

  it('undoes a count set by hand while AlarmLow is in ALARM, unless the minimum holds it', async () => {
    await service.pass(60_000);
    service.setDesiredCount('primes', 'api', 4);
    await service.pass(6_000);
    expect(service.desiredCount).toBe(2);
    register({ MinCapacity: 4, MaxCapacity: 10 });
    expect(service.desiredCount).toBe(4);
    expect(harness.scaling.activities.newestFirst()[0]).toMatchObject({ cause: 'minimum capacity was set to 4' });
    await service.pass(30_000);
    expect(service.desiredCount).toBe(4);
  });

  it('says once an episode that it is at its minimum or maximum already', async () => {
    await service.pass(120_000);
    expect(notScaled()).toEqual([{ code: 'AlreadyAtMinCapacity', minCapacity: 2 }]);
    register({ MaxCapacity: 3 });
    service.cores = 2;
    await service.pass(60_000);
    expect(scaled()).toEqual(['Setting desired count to 3.']);
    expect(notScaled()[0]).toEqual({ code: 'AlreadyAtMaxCapacity', maxCapacity: 3 });
    expect(notScaled()).toHaveLength(2);
  });

  it('does not scale in while a deployment runs, nor where it is suspended, nor into flapping', async () => {
    service.setDesiredCount('primes', 'api', 3);
    service.deploying = true;
    service.cores = 0.39;
    await service.pass(60_000);
    expect(service.desiredCount).toBe(3);
    expect(notScaled()).toEqual([{ code: 'TargetServicePutResourceAsUnscalable' }]);
    service.deploying = false;
    await service.pass(30_000);
    expect(service.desiredCount).toBe(3);
    expect(notScaled()[0]).toEqual({ code: 'AutoScalingAnticipatedFlapping', currentCapacity: 3 });
    register({ SuspendedState: { DynamicScalingInSuspended: true } });
    service.cores = 0;
    await service.pass(30_000);
    expect(service.desiredCount).toBe(3);
    register({ SuspendedState: { DynamicScalingInSuspended: false } });
    await service.pass(3_000);
    expect(service.desiredCount).toBe(2);
  });

  // A task uses an eighth of its memory: below nine tenths of 40 %, not of 13 %.
  it.each([
    [13, 0, 'stays where one policy does not agree to scale in', []],
    [40, 0, 'scales in to what memory needs, which is more', ['Setting desired count to 3.']],
    [100, 0.4, 'scales in to what CPU needs, which is more', ['Setting desired count to 3.']],
  ])('with a memory target of %d %% and %d cores it %s', async (TargetValue, cores, _, expected) => {
    harness.call('PutScalingPolicy', {
      ...resource,
      PolicyName: 'memory',
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue,
        PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageMemoryUtilization' },
      },
    });
    service.cores = cores;
    service.setDesiredCount('primes', 'api', 8);
    await service.pass(60_000);
    expect(scaled()).toEqual(expected);
  });
});
