import type { AlarmHistoryItem } from '@aws-sdk/client-cloudwatch';
import { transitionOf } from './signal-shapes';
import { watchedAlarm } from './watched-alarms';

const NAME = 'TargetTracking-service/primes/primes-api-AlarmHigh-8a8d3ffc';
const at = new Date('2026-11-24T14:39:18.251Z');
const ref = { environment: 'default', cluster: 'primes', service: 'primes-api' };

const alarm = watchedAlarm(NAME, {
  MetricName: 'CPUUtilization',
  ComparisonOperator: 'GreaterThanThreshold',
  Threshold: 60,
  Period: 60,
  EvaluationPeriods: 3,
  Dimensions: [
    { Name: 'ClusterName', Value: 'primes' },
    { Name: 'ServiceName', Value: 'primes-api' },
  ],
})!;

const item = (HistoryData: string): AlarmHistoryItem => ({
  AlarmName: NAME,
  Timestamp: at,
  HistoryItemType: 'StateUpdate',
  HistoryData,
});

test('an alarm is read as what it watches, in words', () => {
  expect(alarm).toMatchObject({ metric: 'CPU', above: true, threshold: 60, minutes: 3, service: 'primes-api' });
  expect(watchedAlarm('disk', { MetricName: 'DiskUsed', Dimensions: [] })).toBeUndefined();
});

test('a state update becomes a transition, its readings newest first', () => {
  const data = {
    oldState: { stateValue: 'OK' },
    newState: {
      stateValue: 'ALARM',
      stateReason:
        'Threshold Crossed: 3 datapoints [87.0 (24/11/26 14:39:00), …] were greater than the threshold (60.0).',
      stateReasonData: { threshold: 60, recentDatapoints: [61.5, 80, 87] },
    },
  };
  expect(transitionOf('default', item(JSON.stringify(data)), alarm)).toEqual({
    kind: 'alarm',
    id: `${NAME}@${at.getTime()}:ALARM`,
    at: at.getTime(),
    ref,
    alarm: NAME,
    from: 'OK',
    to: 'ALARM',
    reason: data.newState.stateReason,
    readings: [87, 80, 61.5],
    threshold: 60,
    minutes: 3,
  });
});

test('evaluated datapoints are ordered by their own times', () => {
  const evaluatedDatapoints = [
    { timestamp: '2026-11-24T14:38:00.000+0000', value: 70 },
    { timestamp: '2026-11-24T14:39:00.000+0000', value: 90 },
    { timestamp: '2026-11-24T14:37:00.000+0000' },
  ];
  const data = { newState: { stateValue: 'ALARM', stateReasonData: { evaluatedDatapoints } } };
  expect(transitionOf('default', item(JSON.stringify(data)), alarm)?.readings).toEqual([90, 70]);
});

test('a history item that cannot be read is no transition', () => {
  expect(transitionOf('default', item('not JSON'), alarm)).toBeUndefined();
});
