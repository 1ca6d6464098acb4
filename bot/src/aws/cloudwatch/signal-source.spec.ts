import { ManualClock } from '../../kernel/spec/manual-clock';
import { ServiceReader } from '../ecs/service-reader';
import { ScalingActivities } from '../scaling/scaling-activities';
import { awsError, CannedAws } from '../spec/canned-aws';
import type { Answers } from '../spec/canned-aws';
import { serviceAnswer } from '../spec/ecs-answers';
import { SignalSourceAdapter } from './signal-source.adapter';

const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const HIGH = 'TargetTracking-service/primes/primes-api-AlarmHigh-1';
const NOW = 10_000_000;
const alarm = (AlarmName: string, more: object = {}) => ({
  AlarmName,
  MetricName: 'CPUUtilization',
  ComparisonOperator: 'GreaterThanThreshold',
  Threshold: 60,
  Period: 60,
  EvaluationPeriods: 3,
  ...more,
});
const update = (AlarmName: string, at: number, to = 'ALARM') => ({
  AlarmName,
  Timestamp: new Date(at),
  HistoryItemType: 'StateUpdate',
  HistoryData: JSON.stringify({
    oldState: { stateValue: 'OK' },
    newState: { stateValue: to, stateReasonData: { recentDatapoints: [70, 90] } },
  }),
});
const activity = (id: string, start: number, end: number | undefined, to: number, alarmName = HIGH) => ({
  ActivityId: id,
  ServiceNamespace: 'ecs',
  ResourceId: 'service/primes/primes-api',
  ScalableDimension: 'ecs:service:DesiredCount',
  Description: `Setting desired count to ${to}.`,
  Cause: `monitor alarm ${alarmName} in state ALARM triggered policy cpu`,
  StartTime: new Date(start),
  ...(end === undefined ? {} : { EndTime: new Date(end) }),
  StatusCode: end === undefined ? 'InProgress' : 'Successful',
});

function setUp(answers: Answers = {}) {
  const clock = new ManualClock(NOW);
  const aws = new CannedAws(
    {
      DescribeAlarmHistory: { AlarmHistoryItems: [] },
      DescribeAlarms: { MetricAlarms: [alarm(HIGH)] },
      DescribeScalingActivities: { ScalingActivities: [] },
      DescribeServices: { services: [serviceAnswer()] },
      ...answers,
    },
    undefined,
    clock,
  );
  const activities = new ScalingActivities(aws.clients, new ServiceReader(aws.clients), clock);
  return { aws, clock, source: new SignalSourceAdapter(aws.clients, activities, clock) };
}

describe('transitions of alarms', () => {
  it('are those of the services’ high CPU alarms, oldest first, of all pages', async () => {
    const low = HIGH.replace('High', 'Low');
    const { source, aws } = setUp({
      DescribeAlarmHistory: ({ NextToken }) =>
        NextToken
          ? { AlarmHistoryItems: [update(HIGH, 3000, 'OK'), update('disk', 3001)] }
          : { AlarmHistoryItems: [update(HIGH, 1000), update(low, 1001), update('memory', 1002)], NextToken: 'x' },
      DescribeAlarms: {
        MetricAlarms: [
          alarm(HIGH),
          alarm(low, { ComparisonOperator: 'LessThanThreshold' }),
          alarm('memory', {
            MetricName: 'MemoryUtilization',
            Dimensions: [
              { Name: 'ClusterName', Value: 'primes' },
              { Name: 'ServiceName', Value: 'primes-api' },
            ],
          }),
          alarm('disk', { MetricName: 'Disk' }),
        ],
      },
    });
    const found = await source.alarmTransitions('default', [REF], 500);
    expect(found.map(({ alarm: name, at, to }) => [name, at, to])).toEqual([
      [HIGH, 1000, 'ALARM'],
      [HIGH, 3000, 'OK'],
    ]);
    expect(aws.inputs('DescribeAlarmHistory')[0]).toMatchObject({
      HistoryItemType: 'StateUpdate',
      ScanBy: 'TimestampAscending',
    });
    await source.alarmTransitions('default', [REF], 500);
    // CloudWatch answers with fifty of them unless it is told otherwise.
    expect(aws.inputs('DescribeAlarms')).toMatchObject([{ MaxRecords: 100 }]);
  });

  it('of services that are not watched are left out', async () => {
    const { source } = setUp({ DescribeAlarmHistory: { AlarmHistoryItems: [update(HIGH, 1000)] } });
    expect(await source.alarmTransitions('default', [{ ...REF, service: 'other' }], 500)).toEqual([]);
  });

  it('are not known where CloudWatch may not be asked, and that is said', async () => {
    const { source } = setUp({ DescribeAlarmHistory: awsError('AccessDeniedException') });
    await expect(source.alarmTransitions('default', [REF], 500)).rejects.toThrow('AWS does not let me');
  });
});

describe('activities of scaling', () => {
  it('are judged by their end: one that began long ago and ends now is told', async () => {
    const { source } = setUp({
      DescribeScalingActivities: {
        ScalingActivities: [
          activity('a3', 9000, undefined, 6),
          activity('a2', 1000, 5000, 4),
          activity('a1', 500, 900, 3),
        ],
      },
    });
    const found = await source.scalingActivities('default', [REF], 4000);
    expect(found.map(({ id, status, endedAt }) => [id, status, endedAt])).toEqual([
      ['a2', 'done', 5000],
      ['a3', 'under-way', undefined],
    ]);
  });

  it('are looked for no further back than a page of older ones', async () => {
    const { source, aws } = setUp({
      DescribeScalingActivities: ({ NextToken }) => {
        if (NextToken === undefined) return { ScalingActivities: [activity('a3', 6000, 6500, 5)], NextToken: 'second' };
        if (NextToken === 'second') return { ScalingActivities: [activity('a2', 5000, 5500, 4)], NextToken: 'third' };
        if (NextToken === 'third') return { ScalingActivities: [activity('a1', 500, 900, 3)], NextToken: 'fourth' };
        return { ScalingActivities: [] };
      },
    });
    const found = await source.scalingActivities('default', [REF], 4000);
    expect(found.map(({ id }) => id)).toEqual(['a2', 'a3']);
    expect(aws.inputs('DescribeScalingActivities')).toHaveLength(3);
  });

  it('say from how many, by the look before or the activity since', async () => {
    const { source, aws, clock } = setUp();
    await source.scalingActivities('default', [REF], 0);
    aws.answers['DescribeScalingActivities'] = {
      ScalingActivities: [activity('a2', NOW + 6000, undefined, 7), activity('a1', NOW + 5000, undefined, 4)],
    };
    await clock.advance(10_000);
    const found = await source.scalingActivities('default', [REF], NOW);
    expect(found.map(({ from, to }) => [from, to])).toEqual([
      [2, 4],
      [4, 7],
    ]);
  });

  it('say from how many their own service was scaled, not another that was scaled meanwhile', async () => {
    const other = { ...activity('b1', NOW + 5500, undefined, 9), ResourceId: 'service/primes/other' };
    const { source, aws, clock } = setUp();
    const refs = [REF, { ...REF, service: 'other' }];
    await source.scalingActivities('default', refs, 0);
    aws.answers['DescribeScalingActivities'] = {
      ScalingActivities: [activity('a1', NOW + 6000, undefined, 7), other],
    };
    await clock.advance(10_000);
    const found = await source.scalingActivities('default', refs, NOW);
    expect(found.find(({ id }) => id === 'a1')).toMatchObject({ from: 2, to: 7 });
  });

  it('say what their alarm watches, and measured when it went off', async () => {
    const { source, aws } = setUp({
      DescribeAlarmHistory: { AlarmHistoryItems: [update(HIGH, 8000)] },
      DescribeScalingActivities: {
        ScalingActivities: [activity('a2', 9900, undefined, 6), activity('a1', 9000, 9500, 4)],
      },
    });
    await source.alarmTransitions('default', [REF], 500);
    const found = await source.scalingActivities('default', [REF], 4000);
    expect(found.map(({ id, trigger }) => [id, trigger?.metric, trigger?.readings])).toEqual([
      ['a1', 'CPU', [90, 70]],
      ['a2', 'CPU', []],
    ]);
    aws.answers['DescribeAlarms'] = awsError('AccessDeniedException');
    aws.answers['DescribeScalingActivities'] = { ScalingActivities: [activity('a4', 9000, undefined, 4, 'unknown')] };
    const [untold] = await source.scalingActivities('default', [REF], 4000);
    expect(untold).not.toHaveProperty('trigger');
  });

  it('say what their alarm measured when it went off, though it is calm again by the time that they are read', async () => {
    const calm = update(HIGH, 8500, 'OK');
    calm.HistoryData = calm.HistoryData.replace('[70,90]', '[20,10]');
    const { source } = setUp({
      DescribeAlarmHistory: { AlarmHistoryItems: [update(HIGH, 8000), calm] },
      DescribeScalingActivities: { ScalingActivities: [activity('a1', 9000, 9500, 4)] },
    });
    await source.alarmTransitions('default', [REF], 500);
    const [told] = await source.scalingActivities('default', [REF], 4000);
    expect(told?.trigger?.readings).toEqual([90, 70]);
  });

  it('of services that are not watched are left out', async () => {
    const { source } = setUp({
      DescribeScalingActivities: { ScalingActivities: [activity('a1', 9000, undefined, 4)] },
    });
    expect(await source.scalingActivities('default', [{ ...REF, service: 'other' }], 0)).toEqual([]);
  });
});

it('says which high CPU alarms stand at the moment, and how those of names do', async () => {
  const StateTransitionedTimestamp = new Date(7000);
  const { source, aws } = setUp({
    DescribeAlarms: {
      MetricAlarms: [
        alarm(HIGH, { StateValue: 'ALARM', StateTransitionedTimestamp }),
        alarm('other', { StateValue: 'ALARM', StateTransitionedTimestamp }),
      ],
    },
  });
  expect(await source.alarmsNow('default', [REF])).toMatchObject([{ alarm: HIGH, at: 7000, to: 'ALARM' }]);
  expect(aws.inputs('DescribeAlarms')[0]).toMatchObject({ StateValue: 'ALARM' });
  expect([...(await source.alarmStates('default', [HIGH, 'other']))]).toEqual([
    [HIGH, { state: 'ALARM', since: 7000 }],
    ['other', { state: 'ALARM', since: 7000 }],
  ]);
});
