import { ManualClock } from '../../kernel/clock';
import type { Pace } from '../../kernel/pace';
import { CloudWatchRegion } from '../cloudwatch/cloudwatch.region';
import { ServiceMetrics } from '../engine/metrics/service-metrics';
import type { ScaledService, ScaledServices } from '../engine/scaled-services.port';
import type { RunningTask } from '../engine/task-runtime.port';
import { AutoScalingRegion } from './application-autoscaling.region';
import { putScalingPolicy } from './put-scaling-policy';
import { registerScalableTarget } from './register-scalable-target';

/** AWS minutes of three seconds. */
const pace: Pace = { minuteMs: 3_000, ms: (seconds) => seconds * 50 };
const TASK_CORES = 0.25;
const STARTING_MS = 1_400;

/** A task that shares the service's load evenly with the others and is capped at a quarter core. */
class LoadedTask implements RunningTask {
  private cpuSeconds = 0;

  constructor(
    readonly taskArn: string,
    private readonly clock: ManualClock,
    private readonly servesFrom: number,
  ) {}

  countedSince = (): number | undefined => (this.clock.now() >= this.servesFrom ? this.servesFrom : undefined);
  usage = () => ({ cpuSeconds: this.cpuSeconds, memoryBytes: 64 * 1024 * 1024 });
  work(cores: number, ms: number): void {
    this.cpuSeconds += (Math.min(cores, TASK_CORES) * ms) / 1000;
  }
  stop(): void {}
}

/** One service whose tasks take a moment to start and then share a load. */
class LoadedService implements ScaledServices {
  cores = 0;
  deploying = false;
  desiredCount = 0;
  private tasks: LoadedTask[] = [];
  private started = 0;

  constructor(private readonly clock: ManualClock) {}

  list = (): ScaledService[] => [this.described()];
  find = (_: string, name: string): ScaledService | undefined => (name === 'api' ? this.described() : undefined);
  setDesiredCount(_: string, __: string, count: number): void {
    this.desiredCount = count;
    while (this.tasks.length < count) {
      this.tasks.push(new LoadedTask(`task-${this.started++}`, this.clock, this.clock.now() + STARTING_MS));
    }
    this.tasks.length = count;
  }

  /** Lets time pass in steps of 50 ms, in which the load is worked off. */
  async pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 50) {
      const serving = this.serving();
      for (const task of serving) task.work(this.cores / serving.length, 50);
      // oxlint-disable-next-line no-await-in-loop -- time passes one step after the other
      await this.clock.advance(50);
    }
  }

  private serving = (): LoadedTask[] => this.tasks.filter((task) => task.countedSince() !== undefined);
  private described = (): ScaledService => ({
    clusterName: 'primes',
    serviceName: 'api',
    desiredCount: this.desiredCount,
    runningCount: this.serving().length,
    deploying: this.deploying,
    cpuUnits: 256,
    memoryMiB: 512,
    running: this.tasks,
  });
}

describe('target tracking, from load to tasks and back', () => {
  let clock: ManualClock;
  let service: LoadedService;
  let cloudwatch: CloudWatchRegion;
  let scaling: AutoScalingRegion;
  let metrics: ServiceMetrics;

  beforeEach(() => {
    clock = new ManualClock();
    service = new LoadedService(clock);
    const common = { region: 'us-west-2', accountId: '000000000000', clock, pace };
    cloudwatch = new CloudWatchRegion(common);
    scaling = new AutoScalingRegion({ ...common, services: service, alarms: cloudwatch });
    cloudwatch.onAlarm(scaling);
    metrics = new ServiceMetrics({ clock, pace, services: service, sink: cloudwatch });
    service.setDesiredCount('primes', 'api', 2);
    register({ MinCapacity: 2, MaxCapacity: 10 });
    call(putScalingPolicy, {
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
    scaling.close();
    cloudwatch.close();
  });

  const resource = {
    ServiceNamespace: 'ecs',
    ResourceId: 'service/primes/api',
    ScalableDimension: 'ecs:service:DesiredCount',
  };
  const call = (operation: { run(input: unknown, call: never): unknown }, input: object): unknown =>
    operation.run(input, { state: scaling } as never);
  const register = (range: object): unknown => call(registerScalableTarget, { ...resource, ...range });
  const scaled = (): string[] =>
    scaling.activities
      .newestFirst()
      .filter(({ notScaled }) => !notScaled)
      .map(({ description }) => description)
      .toReversed();
  const notScaled = () => scaling.activities.newestFirst().flatMap((activity) => activity.notScaled ?? []);
  const alarmStates = (): Record<string, string> =>
    Object.fromEntries(
      cloudwatch.alarms.list().map(({ alarmName, state }) => [/Alarm(High|Low)/.exec(alarmName)?.[1] ?? '', state]),
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
    const [activity] = scaling.activities.newestFirst();
    const high = cloudwatch.alarms.list().find(({ alarmName }) => alarmName.includes('-AlarmHigh-'));
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
    expect(scaling.activities.newestFirst()[0]).toMatchObject({ cause: 'minimum capacity was set to 4' });
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

  it('scales in only when every policy agrees', async () => {
    call(putScalingPolicy, {
      ...resource,
      PolicyName: 'memory',
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 13,
        PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageMemoryUtilization' },
      },
    });
    service.setDesiredCount('primes', 'api', 4);
    await service.pass(90_000);
    expect(service.desiredCount).toBe(4);
  });
});
