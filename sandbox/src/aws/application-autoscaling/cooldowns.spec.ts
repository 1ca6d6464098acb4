import type { PutScalingPolicyResponse } from '@aws-sdk/client-application-auto-scaling';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { ObedientServices } from './spec/obedient-services';
import { pace, ScalingHarness } from './spec/scaling-harness';

describe('cooldowns of target tracking', () => {
  let harness: ScalingHarness<ObedientServices>;
  let alarms: string[];

  beforeEach(() => {
    harness = new ScalingHarness(new ManualClock(), new ObedientServices());
    harness.services.add('s', 8);
    const target = {
      ServiceNamespace: 'ecs',
      ResourceId: 'service/c/s',
      ScalableDimension: 'ecs:service:DesiredCount',
    };
    harness.call('RegisterScalableTarget', { ...target, MinCapacity: 1, MaxCapacity: 20 });
    const { Alarms = [] } = harness.call('PutScalingPolicy', {
      ...target,
      PolicyName: 'cpu',
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 50,
        PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
        ScaleOutCooldown: 120,
        ScaleInCooldown: 600,
      },
    }) as PutScalingPolicyResponse;
    alarms = Alarms.map(({ AlarmName = '' }) => AlarmName);
  });
  afterEach(() => harness.close());

  const desired = () => harness.services.find('c', 's')?.desiredCount;
  /** Lets a minute pass at whose end every task has used `percent`. */
  const minuteAt = async (percent: number): Promise<void> => {
    const { clock, cloudwatch } = harness;
    const tasks = desired() ?? 0;
    const set = { sampleCount: tasks, sum: tasks * percent, minimum: percent, maximum: percent };
    const dimensions = { ClusterName: 'c', ServiceName: 's' };
    const metric = { namespace: 'AWS/ECS', metricName: 'CPUUtilization', dimensions, unit: 'Percent' };
    cloudwatch.put({ ...metric, at: clock.now(), ...set });
    await clock.advance(pace.ms(60));
  };
  /** The alarm as if it were evaluated again and stayed in ALARM. */
  const alarm = (side: 'High' | 'Low'): void => {
    const name = alarms.find((candidate) => candidate.includes(`-Alarm${side}-`)) ?? '';
    const { cloudwatch } = harness;
    cloudwatch.setAlarmState(name, { state: 'OK', reason: 'harness' });
    cloudwatch.setAlarmState(name, { state: 'ALARM', reason: 'harness' });
  };

  it('holds the next scale-in back until its cooldown is over', async () => {
    await minuteAt(30);
    alarm('Low');
    expect(desired()).toBe(5);
    for (let minute = 0; minute < 9; minute++) await minuteAt(20);
    alarm('Low');
    expect(desired()).toBe(5);
    await minuteAt(20);
    alarm('Low');
    expect(desired()).toBe(2);
  });

  it('lets a scale-out break into a scale-in cooldown, and holds scale-in back after it', async () => {
    await minuteAt(30);
    alarm('Low');
    await minuteAt(80);
    await minuteAt(80);
    alarm('High');
    expect(desired()).toBe(8);
    await minuteAt(10);
    alarm('Low');
    expect(desired()).toBe(8);
    await minuteAt(10);
    alarm('Low');
    expect(desired()).toBe(2);
  });

  it('goes on during a scale-out cooldown only by what a larger scale-out is larger', async () => {
    await minuteAt(75);
    alarm('High');
    expect(desired()).toBe(12);
    await minuteAt(60);
    alarm('High');
    expect(desired()).toBe(12);
    await minuteAt(60);
    alarm('High');
    expect(desired()).toBe(15);
  });
});
