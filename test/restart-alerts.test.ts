import { Alarms } from './harness/alarms';
import { alive, childRunning } from './harness/processes';
import type { Message } from './harness/person';
import { Stack } from './harness/stack';
import { waitFor } from './harness/wait-for';

let stack: Stack;
let alarms: Alarms;
beforeAll(async () => {
  stack = await Stack.start();
  alarms = new Alarms(stack.awsClient);
});
afterAll(() => stack.stop());

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
  await alarms.createOn('always-on');
  await alarms.create('short');
  const told = await alerts.sees(/primes\/primes-api: high CPU\. CPU was above 0 %/, named('always-on'));

  await killBot();
  expect((await alerts.screen()).messages.filter(named('always-on'))).toEqual([
    expect.objectContaining({ ts: told.ts, plain: expect.stringContaining('In ALARM since') }),
  ]);

  let wentOffAt = Number.POSITIVE_INFINITY;
  await killBot(async () => {
    await alarms.delete('always-on');
    await alarms.set('short', 'ALARM');
    wentOffAt = (await alarms.state('short'))?.StateTransitionedTimestamp?.getTime() ?? wentOffAt;
  });
  expect(wentOffAt).toBeLessThan(await startedAt());
  await alerts.sees(/the alarm for high CPU is gone/, ({ ts }) => ts === told.ts);
  const missed = await alerts.sees(/high CPU/, named('short'));
  await alerts.sees(/CPU is back to normal/, ({ ts }) => ts === missed.ts);

  await killBot();
  const { messages } = await alerts.screen();
  expect(['always-on', 'short'].map((name) => messages.filter(named(name)).length)).toEqual([1, 1]);
}, 240_000);
