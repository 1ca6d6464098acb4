import type {
  DescribeAlarmHistoryOutput,
  DescribeAlarmsForMetricOutput,
  DescribeAlarmsOutput,
  GetMetricDataOutput,
  GetMetricStatisticsOutput,
  ListMetricsOutput,
} from '@aws-sdk/client-cloudwatch';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { Pace } from '../../kernel/pace';
import { faultOf, WireClient } from '../wire/spec/wire-client';
import { cloudwatchService } from './cloudwatch.service';
import { CloudWatchRegion } from './state/cloudwatch.region';

const ALARM = {
  AlarmName: 'load',
  Namespace: 'mine',
  MetricName: 'load',
  Statistic: 'Average',
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 50,
  ComparisonOperator: 'GreaterThanThreshold',
};
const ARN = 'arn:aws:cloudwatch:us-west-2:000000000000:alarm:load';

describe('CloudWatch, called by its own client', () => {
  let clock: ManualClock;
  let state: CloudWatchRegion;
  let wire: WireClient<CloudWatchRegion>;
  const call = <Answer = Record<string, unknown>>(name: string, input: object = {}) => wire.call<Answer>(name, input);
  const fault = (name: string, input: object) => faultOf(call(name, input));

  beforeEach(() => {
    clock = new ManualClock();
    state = new CloudWatchRegion({ region: 'us-west-2', accountId: '000000000000', clock, pace: new Pace(60_000) });
    wire = new WireClient(cloudwatchService(() => state));
  });
  afterEach(() => state.close());

  const put = (...values: number[]) =>
    call('PutMetricData', {
      Namespace: 'mine',
      MetricData: values.map((Value) => ({
        MetricName: 'load',
        Value,
        Timestamp: new Date(clock.now()),
        Unit: 'Percent',
      })),
    });
  const alarm = async () =>
    (await call<DescribeAlarmsOutput>('DescribeAlarms', { AlarmNames: ['load'] })).MetricAlarms![0]!;

  it('keeps what is put, and gives it back as statistics and as data', async () => {
    await put(40, 60);
    await clock.advance(60_000);
    const range = { StartTime: new Date(clock.now() - 120_000), EndTime: new Date(clock.now() + 60_000) };
    expect((await call<ListMetricsOutput>('ListMetrics', { Namespace: 'mine' })).Metrics).toMatchObject([
      { MetricName: 'load' },
    ]);
    const statistics = await call<GetMetricStatisticsOutput>('GetMetricStatistics', {
      Namespace: 'mine',
      MetricName: 'load',
      Period: 60,
      Statistics: ['Average', 'SampleCount', 'Maximum'],
      ...range,
    });
    expect(statistics.Datapoints).toMatchObject([{ Average: 50, SampleCount: 2, Maximum: 60, Unit: 'Percent' }]);
    const MetricStat = { Metric: { Namespace: 'mine', MetricName: 'load' }, Period: 60, Stat: 'Sum' };
    const data = await call<GetMetricDataOutput>('GetMetricData', {
      MetricDataQueries: [{ Id: 'sum', MetricStat }],
      ...range,
    });
    expect(data.MetricDataResults).toMatchObject([{ Id: 'sum', Values: [100], StatusCode: 'Complete' }]);
  });

  it.each([
    [
      'GetMetricData',
      'MetricDataQueries[0].Expression',
      { MetricDataQueries: [{ Id: 'e', Expression: 'SUM(METRICS())' }], StartTime: new Date(0), EndTime: new Date(1) },
    ],
    [
      'PutMetricData',
      'MetricData[0].StorageResolution 1',
      { Namespace: 'mine', MetricData: [{ MetricName: 'x', Value: 1, StorageResolution: 1 }] },
    ],
    ['PutMetricAlarm', 'Metrics', { ...ALARM, Metrics: [{ Id: 'a' }] }],
  ])('%s answers 501 with the path %s', async (name, path, input) => {
    expect(await fault(name, input)).toEqual([
      'NotImplemented',
      expect.stringContaining(`monitoring:${name} with ${path} is not`),
    ]);
  });

  it('an alarm rises, is found by its metric, tells its history and goes', async () => {
    await call('PutMetricAlarm', { ...ALARM, Tags: [{ Key: 'team', Value: 'ops' }] });
    await put(90);
    for (let minute = 0; minute < 3; minute++) await clock.advance(60_000);
    const forMetric = await call<DescribeAlarmsForMetricOutput>('DescribeAlarmsForMetric', {
      Namespace: 'mine',
      MetricName: 'load',
    });
    expect(forMetric.MetricAlarms).toMatchObject([{ AlarmName: 'load', AlarmArn: ARN }]);
    const { AlarmHistoryItems = [] } = await call<DescribeAlarmHistoryOutput>('DescribeAlarmHistory', {
      AlarmName: 'load',
      HistoryItemType: 'StateUpdate',
    });
    expect(AlarmHistoryItems.map(({ HistorySummary }) => HistorySummary)).toContain(
      'Alarm updated from INSUFFICIENT_DATA to ALARM',
    );
    await call('DeleteAlarms', { AlarmNames: ['load'] });
    expect((await call<DescribeAlarmsOutput>('DescribeAlarms')).MetricAlarms).toEqual([]);
  });

  it('an alarm is set by hand, and its actions are switched off and on', async () => {
    await call('PutMetricAlarm', ALARM);
    await call('SetAlarmState', { AlarmName: 'load', StateValue: 'ALARM', StateReason: 'trying' });
    expect(await alarm()).toMatchObject({ StateValue: 'ALARM', StateReason: 'trying', ActionsEnabled: true });
    await call('DisableAlarmActions', { AlarmNames: ['load'] });
    expect((await alarm()).ActionsEnabled).toBe(false);
    await call('EnableAlarmActions', { AlarmNames: ['load'] });
    expect((await alarm()).ActionsEnabled).toBe(true);
    expect((await fault('SetAlarmState', { AlarmName: 'none', StateValue: 'OK', StateReason: 'x' }))[0]).toBe(
      'ResourceNotFound',
    );
  });

  it('an alarm has tags', async () => {
    await call('PutMetricAlarm', ALARM);
    await call('TagResource', {
      ResourceARN: ARN,
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '2' },
      ],
    });
    await call('UntagResource', { ResourceARN: ARN, TagKeys: ['a'] });
    expect(await call('ListTagsForResource', { ResourceARN: ARN })).toEqual({ Tags: [{ Key: 'b', Value: '2' }] });
  });
});
