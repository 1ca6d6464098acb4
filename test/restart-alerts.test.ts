import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { alive, childRunning } from './harness/processes';
import type { Message } from './harness/person';
import { Stack } from './harness/stack';
import { waitFor } from './harness/wait-for';

let stack: Stack;
let cloudwatch: CloudWatchClient;
beforeAll(async () => {
  stack = await Stack.start();
  cloudwatch = new CloudWatchClient(stack.awsClient);
});
afterAll(() => stack.stop());

/** An alarm for the CPU of primes-api that goes off at or above `Threshold` percent. */
const putAlarm = (AlarmName: string, Threshold: number) =>
  cloudwatch.send(
    new PutMetricAlarmCommand({
      AlarmName,
      Namespace: 'AWS/ECS',
      MetricName: 'CPUUtilization',
      Dimensions: [
        { Name: 'ClusterName', Value: 'primes' },
        { Name: 'ServiceName', Value: 'primes-api' },
      ],
      Statistic: 'Average',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    }),
  );

const stateOf = async (name: string) =>
  (await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: [name] }))).MetricAlarms?.[0];

/** Kills the bot the hard way. @param meanwhile done once it is dead, and before the next one can know of it */
async function killBot(meanwhile: () => Promise<unknown> = async () => {}): Promise<void> {
  const pid = childRunning(stack.ready.pid, 'dist/bot/src/main.js');
  process.kill(pid, 'SIGKILL');
  await waitFor('the bot to be dead', async () => (alive(pid) ? undefined : true));
  await meanwhile();
  await botListens();
}

/** When the bot that runs now was started, milliseconds since the epoch. */
async function startedAt(): Promise<number> {
  const metrics = await (await fetch(`${stack.ready.bot}/metrics`)).text();
  return Number(/^process_start_time_seconds (\S+)/m.exec(metrics)?.[1]) * 1000;
}

/** Waits until the bot of the moment has asked for news twice: what it tells of its start is told by then. */
async function botListens(): Promise<void> {
  const started = await waitFor('the bot to be back', startedAt);
  await waitFor('it to ask for news', async () => {
    const calls = (await (await fetch(`${stack.ready.aws}/_sandbox/calls`)).json()) as {
      at: number;
      operation: string;
    }[];
    const asked = calls.filter(({ at, operation }) => at > started && operation === 'DescribeAlarmHistory');
    return asked.length > 1 ? true : undefined;
  });
}

test('an alarm is one message over every restart, and what happened while the bot was dead is told', async () => {
  const alerts = stack.person('ann').in('#alerts');
  const named = (name: string) => (message: Message) => message.plain.includes(name);
  await putAlarm('always-on', 0);
  await putAlarm('short', 1000);
  await waitFor('the other alarm to be OK', async () =>
    (await stateOf('short'))?.StateValue === 'OK' ? true : undefined,
  );
  const told = await alerts.sees(/primes\/primes-api: high CPU\. CPU was above 0 %/, named('always-on'));

  await killBot();
  expect((await alerts.screen()).messages.filter(named('always-on'))).toEqual([
    expect.objectContaining({ ts: told.ts, plain: expect.stringContaining('In ALARM since') }),
  ]);

  let wentOffAt = Number.POSITIVE_INFINITY;
  await killBot(async () => {
    await cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: ['always-on'] }));
    await cloudwatch.send(new SetAlarmStateCommand({ AlarmName: 'short', StateValue: 'ALARM', StateReason: 'Tried' }));
    wentOffAt = (await stateOf('short'))?.StateTransitionedTimestamp?.getTime() ?? wentOffAt;
  });
  expect(wentOffAt).toBeLessThan(await startedAt());
  await alerts.sees(/the alarm for high CPU is gone/, ({ ts }) => ts === told.ts);
  const missed = await alerts.sees(/high CPU/, named('short'));
  await alerts.sees(/CPU is back to normal/, ({ ts }) => ts === missed.ts);

  await killBot();
  const { messages } = await alerts.screen();
  expect(['always-on', 'short'].map((name) => messages.filter(named(name)).length)).toEqual([1, 1]);
}, 240_000);
