import { Alarms } from './harness/alarms';
import type { Message, Person } from './harness/person';
import { Stack } from './harness/stack';
import { SteadyTraffic } from './harness/steady-traffic';

const DEADLINE_MS = 60_000;

let stack: Stack;
beforeAll(async () => {
  stack = await Stack.start();
});
afterAll(() => stack.stop());

const post = async (lever: string, body: object): Promise<void> => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${stack.ready.aws}/_sandbox/${lever}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  expect([lever, answer.status < 300, answer.ok || (await answer.text())]).toEqual([lever, true, true]);
};

const own =
  ({ ts }: Message) =>
  (message: Message): boolean =>
    message.ts === ts;
const below =
  ({ ts }: Message) =>
  (message: Message): boolean =>
    message.thread_ts === ts;
const isPause = ({ plain, ephemeral, thread_ts }: Message): boolean =>
  !ephemeral && thread_ts === undefined && /waits for somebody's word\. ⏸/.test(plain);

test('a blue/green deployment waits at its PAUSE hook, goes on once somebody who may has pressed, bakes, and is done', async () => {
  const [ann, ben, cat] = ['ann', 'ben', 'cat'].map((name) => stack.person(name)) as [Person, Person, Person];
  const lifecycleHooks = [{ targetType: 'PAUSE', lifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'] }];
  await post('strategy', { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 2, lifecycleHooks });
  const started = await ann.asks('image primes-api 1.1.0', /1\.0\.0.*1\.1\.0/s);
  const waits = await ann.sees(/1\.1\.0 waits for somebody's word/, isPause, DEADLINE_MS);
  expect(waits.plain).toMatch(/^@ann /);
  expect(waits.plain).toMatch(/the test traffic is on 1\.1\.0\. All traffic is on 1\.0\.0/);
  expect(waits.plain).toMatch(/Roll back: stay on 1\.0\.0/);
  await ann.sees(/It waits for somebody's word/, own(started));

  await ben.clicks(await ben.again(waits), 'Continue: all traffic to 1.1.0');
  await ben.sees(/You may not change services, so nothing was done/, ({ ephemeral }) => ephemeral);
  const denied = { service: 'ecs', operation: 'ContinueServiceDeployment', kind: 'error' };
  await post('faults', { ...denied, code: 'AccessDeniedException', action: 'ecs:ContinueServiceDeployment', count: 1 });
  await cat.clicks(await cat.again(waits), 'Continue: all traffic to 1.1.0');
  await cat.sees(/AWS does not let me call ecs:ContinueServiceDeployment\.[^]*npm run -s iam/);
  expect((await ann.again(waits)).plain).toContain('Continue: all traffic to 1.1.0');

  await cat.clicks(await cat.again(waits), 'Continue: all traffic to 1.1.0');
  const told = await ann.sees(/cat let 1\.1\.0 go on from where it waited/, below(started), DEADLINE_MS);
  expect(told.plain).toContain('cat pressed Continue: all traffic to 1.1.0');
  const bakes = await ann.sees(
    /all traffic is on 1\.1\.0\. It bakes [12] more min, and can go back to 1\.0\.0 at once/,
    own(started),
    DEADLINE_MS,
  );
  expect(bakes.plain).not.toContain('✅');
  expect((await ann.again(waits)).plain).toMatch(/cat let 1\.1\.0 go on\./);
  expect((await ann.again(waits)).plain).not.toContain('[Continue');
  const done = await ann.sees(/done: 1\.0\.0 → 1\.1\.0/, own(started), DEADLINE_MS);
  expect(done.plain).toContain('✅');
  // A stage that lasts no longer than the time between two looks may be seen by none of them.
  const stages = (await ann.replies(started))
    .map(({ plain }) => plain)
    .filter((plain) => plain.startsWith('Blue/green'));
  expect(stages.filter((plain) => plain.includes('the test traffic is on 1.1.0'))).toHaveLength(1);
  expect(new Set(stages).size).toBe(stages.length);
  expect((await ann.screen()).messages.filter(isPause)).toEqual([]);
});

test('a canary that is cancelled half way gives all traffic back, and is no failure', async () => {
  const ann = stack.person('ann');
  const canaryConfiguration = { canaryPercent: 20, canaryBakeTimeInMinutes: 20 };
  await post('strategy', { strategy: 'CANARY', canaryConfiguration, lifecycleHooks: [] });
  const started = await ann.asks('image primes-api 1.2.0', /1\.1\.0.*1\.2\.0/s);
  const words = /Canary: 20 % of the traffic is on 1\.2\.0, 80 % on 1\.1\.0; the rest follows in \d+ min/;
  await ann.sees(words, own(started), DEADLINE_MS);
  await ann.clicks(await ann.again(started), 'Cancel, back to 1.1.0');
  const over = await ann.sees(/cancelled: 1\.2\.0 was ended by ann, 1\.1\.0 is back/, own(started), DEADLINE_MS);
  expect(over.plain).not.toMatch(/✅|❌|Canary/);
  const traffic = SteadyTraffic.start(`${stack.ready.loadBalancer}/health`, 40);
  await traffic.until(40);
  expect(new Set((await traffic.stop()).versions)).toEqual(new Set(['1.1.0']));
});

test('a deployment whose alarm goes off is rolled back, and says which alarm', async () => {
  const ann = stack.person('ann');
  const alarms = new Alarms(stack.awsClient);
  await alarms.create('errors');
  await post('strategy', {
    strategy: 'ROLLING',
    bakeTimeInMinutes: 20,
    alarms: { enable: true, rollback: true, alarmNames: ['errors'] },
  });
  const started = await ann.asks('image primes-api 1.2.0', /1\.1\.0.*1\.2\.0/s);
  await ann.sees(/All its tasks are new\. ECS watches its alarms for 20 min/, own(started), DEADLINE_MS);
  expect((await ann.again(started)).plain).toContain('ECS watches the alarm errors');
  await alarms.set('errors', 'ALARM');
  const back = await ann.sees(/rolled back: 1\.2\.0 failed, 1\.1\.0 is back/, own(started), DEADLINE_MS);
  expect(back.plain).toMatch(/alarm[^.]*errors/);
  expect(back.plain).toContain('❌');
});
