import type {
  DescribeAlarmHistoryOutput,
  DescribeAlarmsOutput,
  ListTagsForResourceOutput,
  PutMetricAlarmInput,
} from '@aws-sdk/client-cloudwatch';
import { ManualClock } from '../../kernel/spec/manual-clock';
import type { Pace } from '../../kernel/pace';
import type { AlarmSignal } from '../engine/alarm-actions.port';
import { CloudWatchRegion } from './state/cloudwatch.region';
import { cloudwatchService } from './cloudwatch.service';

/** AWS minutes of three seconds. */
const pace: Pace = { minuteMs: 3_000, ms: (seconds) => seconds * 50 };
const POLICY = 'arn:aws:autoscaling:us-west-2:000000000000:scalingPolicy:1:resource/ecs/service/c/s:policyName/p';
const alarm: PutMetricAlarmInput = {
  AlarmName: 'cpu',
  Namespace: 'mine',
  MetricName: 'load',
  Statistic: 'Average',
  Period: 60,
  EvaluationPeriods: 2,
  Threshold: 50,
  ComparisonOperator: 'GreaterThanThreshold',
  AlarmActions: [POLICY],
};

describe('CloudWatch alarms', () => {
  let clock: ManualClock;
  let cloudwatch: CloudWatchRegion;
  let signals: AlarmSignal[];

  beforeEach(() => {
    clock = new ManualClock();
    signals = [];
    cloudwatch = new CloudWatchRegion({
      region: 'us-west-2',
      accountId: '000000000000',
      clock,
      pace,
      actions: { run: (signal) => signals.push(signal) },
    });
  });
  afterEach(() => cloudwatch.close());

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
  const described = () => (call('DescribeAlarms', {}) as DescribeAlarmsOutput).MetricAlarms?.[0];
  const history = (input: object = {}) =>
    (call('DescribeAlarmHistory', input) as DescribeAlarmHistoryOutput).AlarmHistoryItems ?? [];
  /** Puts `value` and lets one AWS minute pass. */
  const minute = async (value?: number): Promise<void> => {
    if (value !== undefined)
      call('PutMetricData', { Namespace: 'mine', MetricData: [{ MetricName: 'load', Value: value }] });
    await clock.advance(3_000);
  };

  it('begins with insufficient data, in the shape AWS describes', () => {
    call('PutMetricAlarm', alarm);
    const created = new Date(clock.now());
    expect(described()).toEqual({
      AlarmName: 'cpu',
      AlarmArn: 'arn:aws:cloudwatch:us-west-2:000000000000:alarm:cpu',
      AlarmConfigurationUpdatedTimestamp: created,
      ActionsEnabled: true,
      OKActions: [],
      AlarmActions: [POLICY],
      InsufficientDataActions: [],
      StateValue: 'INSUFFICIENT_DATA',
      StateReason: 'Unchecked: Initial alarm creation',
      StateUpdatedTimestamp: created,
      StateTransitionedTimestamp: created,
      MetricName: 'load',
      Namespace: 'mine',
      Statistic: 'Average',
      Dimensions: [],
      Period: 60,
      EvaluationPeriods: 2,
      Threshold: 50,
      ComparisonOperator: 'GreaterThanThreshold',
    });
  });

  it('alarms after enough points, acts, and acts again each minute it stays', async () => {
    call('PutMetricAlarm', alarm);
    await minute(60);
    await minute(70);
    expect(described()?.StateValue).toBe('INSUFFICIENT_DATA');
    await minute(80);
    expect(described()).toMatchObject({
      StateValue: 'ALARM',
      StateReason:
        'Threshold Crossed: 2 datapoints [70.0 (24/11/26 12:00:03), 60.0 (24/11/26 12:00:00)] were greater than the ' +
        'threshold (50.0).',
    });
    expect(signals).toEqual([
      {
        alarmName: 'cpu',
        alarmArn: 'arn:aws:cloudwatch:us-west-2:000000000000:alarm:cpu',
        state: 'ALARM',
        actionArn: POLICY,
        value: 70,
        sampleCount: 1,
      },
    ]);
    await minute(10);
    expect(signals).toHaveLength(2);
    await minute(10);
    expect(described()?.StateValue).toBe('OK');
    expect(signals).toHaveLength(2);
    expect(history({ HistoryItemType: 'Action' })).toHaveLength(1);
  });

  it('does not take silence for health: insufficient data once the whole range is empty', async () => {
    call('PutMetricAlarm', alarm);
    await minute(10);
    await minute();
    expect(described()?.StateValue).toBe('OK');
    for (let quiet = 0; quiet < 4; quiet++) await minute();
    expect(described()).toMatchObject({
      StateValue: 'INSUFFICIENT_DATA',
      StateReason: 'Insufficient Data: 2 datapoints were unknown.',
    });
  });

  it('tells its history newest first, of one alarm and kind, between two times, in pages', async () => {
    call('PutMetricAlarm', { ...alarm, TreatMissingData: 'ignore' });
    call('PutMetricAlarm', { ...alarm, AlarmName: 'other' });
    const before = clock.now();
    await clock.advance(1_000);
    const set = { AlarmName: 'cpu', StateReason: 'trying', StateReasonData: '{"why":1}' };
    call('SetAlarmState', { ...set, StateValue: 'ALARM' });
    await clock.advance(1_000);
    call('SetAlarmState', { ...set, StateValue: 'OK' });
    call('DeleteAlarms', { AlarmNames: ['cpu', 'nobody'] });
    expect(history({ AlarmName: 'cpu' }).map(({ HistorySummary }) => HistorySummary)).toEqual([
      'Alarm "cpu" deleted',
      'Alarm updated from ALARM to OK',
      `Successfully executed action ${POLICY}`,
      'Alarm updated from INSUFFICIENT_DATA to ALARM',
      'Alarm "cpu" created',
    ]);
    const updates = history({
      AlarmName: 'cpu',
      HistoryItemType: 'StateUpdate',
      StartDate: new Date(before + 1),
      EndDate: new Date(before + 1_500),
      ScanBy: 'TimestampAscending',
    });
    expect(updates).toHaveLength(1);
    expect(updates[0]).toMatchObject({ AlarmName: 'cpu', AlarmType: 'MetricAlarm', HistoryItemType: 'StateUpdate' });
    expect(JSON.parse(updates[0]?.HistoryData ?? '')).toEqual({
      version: '1.0',
      oldState: { stateValue: 'INSUFFICIENT_DATA', stateReason: 'Unchecked: Initial alarm creation' },
      newState: { stateValue: 'ALARM', stateReason: 'trying', stateReasonData: { why: 1 } },
    });
    const first = call('DescribeAlarmHistory', { MaxRecords: 4 }) as DescribeAlarmHistoryOutput;
    const rest = history({ MaxRecords: 4, NextToken: first.NextToken });
    expect(first.AlarmHistoryItems).toHaveLength(4);
    expect(rest.map(({ HistorySummary }) => HistorySummary)).toEqual(['Alarm "other" created', 'Alarm "cpu" created']);
    const [created] = history({ HistoryItemType: 'ConfigurationUpdate', ScanBy: 'TimestampAscending' });
    expect(JSON.parse(created?.HistoryData ?? '')).toMatchObject({
      type: 'Create',
      createdAlarm: { alarmName: 'cpu', threshold: 50, alarmActions: [POLICY], stateValue: 'INSUFFICIENT_DATA' },
    });
  });

  it('runs actions for a state set by hand, unless they are disabled, and says so of those it cannot run', () => {
    call('PutMetricAlarm', { ...alarm, AlarmActions: [POLICY, 'arn:aws:sns:us-west-2:000000000000:topic'] });
    call('DisableAlarmActions', { AlarmNames: ['cpu'] });
    call('SetAlarmState', { AlarmName: 'cpu', StateValue: 'ALARM', StateReason: 'trying' });
    expect(signals).toEqual([]);
    call('EnableAlarmActions', { AlarmNames: ['cpu'] });
    call('SetAlarmState', { AlarmName: 'cpu', StateValue: 'OK', StateReason: 'trying' });
    call('SetAlarmState', { AlarmName: 'cpu', StateValue: 'ALARM', StateReason: 'trying' });
    expect(signals).toMatchObject([{ alarmName: 'cpu', state: 'ALARM', actionArn: POLICY }]);
    expect(history({ HistoryItemType: 'Action' })[0]?.HistorySummary).toMatch(/^Failed to execute action arn:aws:sns:/);
  });

  it('keeps its state when it is changed, and finds alarms by name, prefix, state, action and metric', () => {
    call('PutMetricAlarm', alarm);
    call('SetAlarmState', { AlarmName: 'cpu', StateValue: 'ALARM', StateReason: 'trying' });
    call('PutMetricAlarm', { ...alarm, Threshold: 70 });
    call('PutMetricAlarm', { ...alarm, AlarmName: 'aaa', AlarmActions: [] });
    const names = (input: object, operation = 'DescribeAlarms') =>
      (call(operation, input) as DescribeAlarmsOutput).MetricAlarms?.map(({ AlarmName }) => AlarmName);
    expect(names({})).toEqual(['aaa', 'cpu']);
    expect(names({ AlarmNames: ['cpu', 'nobody'] })).toEqual(['cpu']);
    expect(names({ AlarmNamePrefix: 'a' })).toEqual(['aaa']);
    expect(names({ StateValue: 'ALARM' })).toEqual(['cpu']);
    expect(names({ ActionPrefix: 'arn:aws:autoscaling' })).toEqual(['cpu']);
    expect(names({ AlarmTypes: ['CompositeAlarm'] })).toEqual([]);
    expect(names({ Namespace: 'mine', MetricName: 'load' }, 'DescribeAlarmsForMetric')).toEqual(['aaa', 'cpu']);
    expect(names({ Namespace: 'mine', MetricName: 'other' }, 'DescribeAlarmsForMetric')).toEqual([]);
    const page = call('DescribeAlarms', { MaxRecords: 1 }) as DescribeAlarmsOutput;
    expect(names({ MaxRecords: 1, NextToken: page.NextToken })).toEqual(['cpu']);
  });

  it('tags alarms', () => {
    call('PutMetricAlarm', { ...alarm, Tags: [{ Key: 'team', Value: 'ops' }] });
    const ResourceARN = described()?.AlarmArn;
    call('TagResource', { ResourceARN, Tags: [{ Key: 'tier', Value: '1' }] });
    call('UntagResource', { ResourceARN, TagKeys: ['team'] });
    const { Tags } = call('ListTagsForResource', { ResourceARN }) as ListTagsForResourceOutput;
    expect(Tags).toEqual([{ Key: 'tier', Value: '1' }]);
  });

  it.each([
    [
      'SetAlarmState',
      { AlarmName: 'cpu', StateValue: 'INVALID', StateReason: 'x' },
      'ValidationException',
      "1 validation error detected: Value 'INVALID' at 'stateValue' failed to satisfy constraint: Member must satisfy enum " +
        'value set: [INSUFFICIENT_DATA, ALARM, OK]',
    ],
    ['SetAlarmState', { AlarmName: 'nobody', StateValue: 'OK', StateReason: 'x' }, 'ResourceNotFound', ''],
    [
      'PutMetricAlarm',
      { ...alarm, Statistic: undefined },
      'MissingRequiredParameterException',
      'The parameter Statistic is required.',
    ],
    [
      'PutMetricAlarm',
      { ...alarm, EvaluationPeriods: 1441 },
      'InvalidParameterCombinationException',
      'Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400).',
    ],
  ])('%s refuses %j', (operation, input, code, message) => {
    expect(() => call(operation, input)).toThrow(expect.objectContaining({ code, message }));
  });
});
