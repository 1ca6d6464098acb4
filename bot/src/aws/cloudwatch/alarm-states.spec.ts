import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { alarmsInAlarm, alarmStates } from './alarm-states';

const REF = { environment: 'prod', cluster: 'primes', service: 'primes-api' };
const AT = Date.UTC(2026, 10, 24, 12);

function alarm(AlarmName: string, change: Partial<MetricAlarm> = {}): MetricAlarm {
  return {
    AlarmName,
    StateValue: 'ALARM',
    StateTransitionedTimestamp: new Date(AT),
    StateReason: 'Threshold Crossed',
    StateReasonData: JSON.stringify({ recentDatapoints: [70, 97.5] }),
    MetricName: 'CPUUtilization',
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: 60,
    Period: 60,
    EvaluationPeriods: 3,
    Dimensions: [
      { Name: 'ClusterName', Value: 'primes' },
      { Name: 'ServiceName', Value: 'primes-api' },
    ],
    ...change,
  };
}

/** The SDK's own client, answered before anything goes out. */
function answering(pages: MetricAlarm[][]): { client: CloudWatchClient; asked: object[] } {
  const client = new CloudWatchClient({ region: 'us-west-2' });
  const asked: object[] = [];
  client.middlewareStack.add(
    () =>
      async ({ input }) => {
        asked.push(input);
        const MetricAlarms = pages[asked.length - 1] ?? [];
        const NextToken = asked.length < pages.length ? `page ${asked.length + 1}` : undefined;
        return { output: { $metadata: {}, MetricAlarms, NextToken }, response: {} };
      },
    { step: 'initialize' },
  );
  return { client, asked };
}

test('alarms that are on now are told as what brought them there, oldest first, over all pages', async () => {
  const earlier = alarm('first', { StateTransitionedTimestamp: new Date(AT - 60_000) });
  const { client, asked } = answering([[alarm('second')], [earlier]]);
  const found = await alarmsInAlarm(client, [REF]);
  expect(found.map(({ alarm: name }) => name)).toEqual(['first', 'second']);
  expect(found[1]).toMatchObject({
    kind: 'alarm',
    id: `second@${AT}:ALARM`,
    at: AT,
    ref: REF,
    to: 'ALARM',
    reason: 'Threshold Crossed',
    readings: [97.5, 70],
    threshold: 60,
    minutes: 3,
  });
  expect(asked).toMatchObject([{ StateValue: 'ALARM' }, { StateValue: 'ALARM', NextToken: 'page 2' }]);
});

test('only high CPU of the services that are watched is told', async () => {
  const others = [
    alarm('low', { ComparisonOperator: 'LessThanThreshold' }),
    alarm('memory', { MetricName: 'MemoryUtilization' }),
    alarm('another service', {
      Dimensions: [
        { Name: 'ClusterName', Value: 'primes' },
        { Name: 'ServiceName', Value: 'x' },
      ],
    }),
    alarm('a disk', { MetricName: 'DiskUsed', Dimensions: [] }),
    alarm('odd', { StateReasonData: 'not JSON' }),
  ];
  const { client } = answering([others]);
  expect(await alarmsInAlarm(client, [REF])).toEqual([expect.objectContaining({ alarm: 'odd', readings: [] })]);
});

test('how alarms stand is asked by name, a hundred at a time, and what is gone is not in the answer', async () => {
  const { client, asked } = answering([[alarm('a0')], [alarm('a100', { StateValue: 'OK' })]]);
  const states = await alarmStates(
    client,
    Array.from({ length: 120 }, (_, n) => `a${n}`),
  );
  expect([...states]).toEqual([
    ['a0', { state: 'ALARM', since: AT }],
    ['a100', { state: 'OK', since: AT }],
  ]);
  expect(
    asked.map((input) => 'AlarmNames' in input && Array.isArray(input.AlarmNames) && input.AlarmNames.length),
  ).toEqual([100, 20]);
});
