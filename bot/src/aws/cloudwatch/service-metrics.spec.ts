import { ManualClock } from '../../kernel/spec/manual-clock';
import { awsError, CannedAws } from '../spec/canned-aws';
import { ServiceMetricsAdapter } from './service-metrics.adapter';

const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const NOW = 10_000_000;
const PREFIX = 'TargetTracking-service/primes/primes-api-Alarm';
const dimensions = [
  { Name: 'ClusterName', Value: 'primes' },
  { Name: 'ServiceName', Value: 'primes-api' },
];

function setUp(answers: CannedAws['answers']) {
  const clock = new ManualClock(NOW);
  const aws = new CannedAws(answers, undefined, clock);
  return { aws, metrics: new ServiceMetricsAdapter(aws.clients, clock) };
}

describe('load', () => {
  it('is the newest minute of the last quarter of an hour', async () => {
    const { metrics, aws } = setUp({
      GetMetricData: {
        MetricDataResults: [
          { Id: 'memoryutilization', Timestamps: [new Date(NOW - 60_000)], Values: [12] },
          { Id: 'cpuutilization', Timestamps: [new Date(NOW - 120_000), new Date(NOW - 180_000)], Values: [35, 99] },
        ],
      },
    });
    expect(await metrics.load(REF)).toEqual({
      cpu: { percent: 35, at: NOW - 120_000 },
      memory: { percent: 12, at: NOW - 60_000 },
    });
    const [asked] = aws.inputs('GetMetricData');
    expect(asked).toMatchObject({
      ScanBy: 'TimestampDescending',
      StartTime: (NOW - 900_000) / 1000,
      EndTime: NOW / 1000,
    });
    const Metric = { Namespace: 'AWS/ECS', MetricName: 'CPUUtilization', Dimensions: dimensions };
    expect(asked).toMatchObject({
      MetricDataQueries: [{ MetricStat: { Metric, Period: 60, Stat: 'Average' } }, {}],
    });
  });

  it('is none of a service without tasks, and not known where it may not be read', async () => {
    const { metrics, aws } = setUp({
      GetMetricData: { MetricDataResults: [{ Id: 'cpuutilization', Timestamps: [], Values: [] }] },
    });
    expect(await metrics.load(REF)).toEqual({});
    aws.answers['GetMetricData'] = awsError('AccessDeniedException');
    await expect(metrics.load(REF)).rejects.toThrow('AWS does not let me');
  });
});

describe('alarms', () => {
  const low = {
    AlarmName: `${PREFIX}Low-1`,
    StateValue: 'ALARM',
    MetricName: 'CPUUtilization',
    Threshold: 54,
    StateTransitionedTimestamp: new Date(5000),
    StateUpdatedTimestamp: new Date(9000),
    StateReason: 'why',
  };
  const high = { ...low, AlarmName: `${PREFIX}High-1`, StateValue: 'OK', Threshold: 60 };
  const own = { ...low, AlarmName: 'mem', MetricName: 'MemoryUtilization', Threshold: 90 };

  it('are target tracking’s and those of its metrics, each once, and an idle one is no trouble', async () => {
    const { metrics, aws } = setUp({
      DescribeAlarms: { MetricAlarms: [low, high] },
      DescribeAlarmsForMetric: ({ MetricName }) => ({ MetricAlarms: MetricName === 'CPUUtilization' ? [low] : [own] }),
    });
    expect(await metrics.alarms(REF)).toEqual([
      {
        name: low.AlarmName,
        state: 'ALARM',
        since: 5000,
        reason: 'why',
        metric: 'CPUUtilization',
        threshold: 54,
        tracking: 'low',
        idle: true,
      },
      {
        name: high.AlarmName,
        state: 'OK',
        since: 5000,
        reason: 'why',
        metric: 'CPUUtilization',
        threshold: 60,
        tracking: 'high',
        idle: false,
      },
      {
        name: 'mem',
        state: 'ALARM',
        since: 5000,
        reason: 'why',
        metric: 'MemoryUtilization',
        threshold: 90,
        idle: false,
      },
    ]);
    expect(aws.inputs('DescribeAlarms')).toEqual([{ AlarmNamePrefix: PREFIX }]);
    expect(aws.inputs('DescribeAlarmsForMetric')).toMatchObject([
      { Dimensions: dimensions },
      { Dimensions: dimensions },
    ]);
  });

  it('of target tracking that is not in alarm says nothing of idling', async () => {
    const { metrics } = setUp({
      DescribeAlarms: { MetricAlarms: [{ ...low, StateValue: 'OK' }] },
      DescribeAlarmsForMetric: {},
    });
    expect(await metrics.alarms(REF)).toMatchObject([{ tracking: 'low', state: 'OK', idle: false }]);
  });
});
