import type {
  GetMetricDataOutput,
  GetMetricStatisticsOutput,
  ListMetricsOutput,
  MetricDataQuery,
} from '@aws-sdk/client-cloudwatch';
import { ManualClock } from '../../kernel/spec/manual-clock';
import type { Pace } from '../../kernel/pace';
import { CloudWatchRegion } from './state/cloudwatch.region';
import { cloudwatchService } from './cloudwatch.service';

/** AWS minutes of three seconds. */
const pace: Pace = { minuteMs: 3_000, ms: (seconds) => seconds * 50 };
const clock = new ManualClock();
const noon = clock.now();

describe('CloudWatch metrics', () => {
  let cloudwatch: CloudWatchRegion;

  const call = (name: string, input: object): unknown =>
    cloudwatchService(() => cloudwatch)
      .operations.find((candidate) => candidate.name === name)
      ?.run(input, {
        state: cloudwatch,
        region: 'us-west-2',
        accountId: '000000000000',
        requestId: 'r',
        origin: 'http://127.0.0.1:4566',
        accessKeyId: 'k',
      });
  const Dimensions = [{ Name: 'Host', Value: 'a' }];
  const put = (ms: number, datum: object): unknown =>
    call('PutMetricData', {
      Namespace: 'mine',
      MetricData: [{ MetricName: 'load', Dimensions, Timestamp: new Date(noon + ms), ...datum }],
    });
  const query = (Id: string, stat: object = {}, more: object = {}): MetricDataQuery => ({
    Id,
    MetricStat: {
      Metric: { Namespace: 'mine', MetricName: 'load', Dimensions },
      Period: 60,
      Stat: 'Average',
      ...stat,
    },
    ...more,
  });
  const range = { StartTime: new Date(noon), EndTime: new Date(noon + 60_000) };
  const get = (queries: MetricDataQuery[], more: object = {}) =>
    call('GetMetricData', { MetricDataQueries: queries, ...range, ...more }) as GetMetricDataOutput;

  beforeEach(() => {
    cloudwatch = new CloudWatchRegion({ region: 'us-west-2', accountId: '000000000000', clock, pace });
    put(0, { Value: 2 });
    put(2_999, { Value: 4 });
    put(3_000, { StatisticValues: { SampleCount: 2, Sum: 30, Minimum: 10, Maximum: 20 } });
    put(6_500, { Values: [1, 5], Counts: [3, 1] });
  });
  afterEach(() => cloudwatch.close());

  it('gathers points into AWS minutes with true timestamps, newest first', () => {
    const { MetricDataResults, NextToken, Messages } = get([query('m1')]);
    expect(NextToken).toBeUndefined();
    expect(Messages).toEqual([]);
    expect(MetricDataResults).toEqual([
      {
        Id: 'm1',
        Label: 'load',
        Timestamps: [new Date(noon + 6_000), new Date(noon + 3_000), new Date(noon)],
        Values: [2, 15, 3],
        StatusCode: 'Complete',
      },
    ]);
    expect(get([query('m1')], { ScanBy: 'TimestampAscending' }).MetricDataResults?.[0]?.Values).toEqual([3, 15, 2]);
  });

  it('reaches back to the beginning of the period that the start lies in, and never past the end', () => {
    const StartTime = new Date(noon + 4_000);
    expect(get([query('m1')], { StartTime }).MetricDataResults?.[0]?.Values).toEqual([2, 15]);
    expect(get([query('m1')], { EndTime: new Date(noon + 3_000) }).MetricDataResults?.[0]?.Values).toEqual([3]);
  });

  it.each([
    ['SampleCount', 8],
    ['Sum', 44],
    ['Minimum', 1],
    ['Maximum', 20],
    ['Average', 5.5],
  ])('computes %s over a longer period', (Stat, value) => {
    expect(get([query('m1', { Stat, Period: 300 })]).MetricDataResults?.[0]?.Values).toEqual([value]);
  });

  it('labels queries by what tells them apart, and keeps what is not to be returned to itself', () => {
    const results = get([
      query('a', { Stat: 'Sum' }),
      query('b', { Stat: 'Minimum', Period: 300 }),
      query('c', {}, { Label: 'mine' }),
      query('d', {}, { ReturnData: false }),
    ]).MetricDataResults;
    expect(results?.map(({ Id, Label }) => [Id, Label])).toEqual([
      ['a', 'load Sum 60'],
      ['b', 'load Minimum 300'],
      ['c', 'mine'],
    ]);
  });

  it('pages by points', () => {
    const first = get([query('a'), query('b', { Stat: 'Sum' })], { MaxDatapoints: 4 });
    expect(first.MetricDataResults?.map(({ Values, StatusCode }) => [Values?.length, StatusCode])).toEqual([
      [3, 'Complete'],
      [1, 'PartialData'],
    ]);
    const second = get([query('a'), query('b', { Stat: 'Sum' })], { MaxDatapoints: 4, NextToken: first.NextToken });
    expect(second.MetricDataResults).toMatchObject([{ Id: 'b', Values: [30, 6], StatusCode: 'Complete' }]);
    expect(second.NextToken).toBeUndefined();
  });

  it('keeps units apart and says so', () => {
    put(0, { Value: 500, Unit: 'Milliseconds' });
    const [result] = get([query('m1')]).MetricDataResults ?? [];
    expect(result?.Messages).toEqual([
      { Code: 'MultipleUnits', Value: "Multiple units returned: '[Milliseconds, None]'" },
    ]);
    expect(get([query('m1', { Unit: 'None' })]).MetricDataResults?.[0]?.Values).toEqual([2, 15, 3]);
  });

  it('gives statistics as data points, one a period and unit', () => {
    put(0, { Value: 500, Unit: 'Milliseconds' });
    const answer = call('GetMetricStatistics', {
      Namespace: 'mine',
      MetricName: 'load',
      Dimensions,
      ...range,
      EndTime: new Date(noon + 3_000),
      Period: 60,
      Statistics: ['Average', 'SampleCount'],
    }) as GetMetricStatisticsOutput;
    expect(answer).toEqual({
      Label: 'load',
      Datapoints: [
        { Timestamp: new Date(noon), Average: 3, SampleCount: 2, Unit: 'None' },
        { Timestamp: new Date(noon), Average: 500, SampleCount: 1, Unit: 'Milliseconds' },
      ],
    });
  });

  it('lists metrics by namespace, name and dimensions', () => {
    cloudwatch.put({
      namespace: 'AWS/ECS',
      metricName: 'CPUUtilization',
      dimensions: { ClusterName: 'c', ServiceName: 's' },
      unit: 'Percent',
      at: noon,
      sampleCount: 1,
      sum: 1,
      minimum: 1,
      maximum: 1,
    });
    const names = (input: object) =>
      (call('ListMetrics', input) as ListMetricsOutput).Metrics?.map(({ MetricName }) => MetricName);
    expect(names({})).toEqual(['load', 'CPUUtilization']);
    expect(names({ Namespace: 'AWS/ECS' })).toEqual(['CPUUtilization']);
    expect(names({ Dimensions: [{ Name: 'Host' }] })).toEqual(['load']);
    expect(names({ Dimensions: [{ Name: 'Host', Value: 'b' }] })).toEqual([]);
  });

  it.each([
    [{ MetricDataQueries: [query('a'), query('a')] }, 'ValidationException', /Id in MetricDataQueries are not unique/],
    [{ MetricDataQueries: [query('A1')] }, 'ValidationException', /The value A1 for parameter Id/],
    [{ MetricDataQueries: [query('a', { Stat: 'p99' })] }, 'NotImplemented', /GetMetricData with Stat p99/],
    [{ MetricDataQueries: [query('a')], EndTime: new Date(noon) }, 'ValidationException', /EndTime must be greater/],
  ])('refuses %j', (input, code, message) => {
    expect(() => call('GetMetricData', { ...range, ...input })).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    );
  });

  it('refuses more points than AWS gives, reserved namespaces and data without a value', () => {
    const day = { StartTime: new Date(noon - 86_460_000), EndTime: new Date(noon) };
    const request = { Namespace: 'mine', MetricName: 'load', Period: 60, Statistics: ['Sum'], ...day };
    expect(() => call('GetMetricStatistics', request)).toThrow(
      'You have requested up to 1,441 datapoints, which exceeds the limit of 1,440. You may reduce the datapoints ' +
        'requested by increasing Period, or decreasing the time range.',
    );
    const data = { MetricData: [{ MetricName: 'x', Value: 1 }] };
    expect(() => call('PutMetricData', { Namespace: 'AWS/ECS', ...data })).toThrow(
      'The value AWS/ECS for parameter Namespace is invalid.',
    );
    expect(() => put(0, {})).toThrow(/At least one of the parameters MetricData.member.1.Value/);
  });
});
