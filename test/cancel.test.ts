import { DescribeServicesCommand, ECSClient, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import type { Message } from './harness/person';
import { Stack } from './harness/stack';

const DEADLINE_MS = 90_000;

let stack: Stack;
let ecs: ECSClient;
beforeAll(async () => {
  stack = await Stack.start();
  ecs = new ECSClient(stack.awsClient);
});
afterAll(() => stack.stop());

const own =
  ({ ts }: Message) =>
  (message: Message): boolean =>
    message.ts === ts;
const below =
  ({ ts }: Message) =>
  (message: Message): boolean =>
    message.thread_ts === ts;

const running = async (): Promise<string> => {
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster: 'primes', services: ['primes-api'] }));
  return services![0]!.taskDefinition!;
};

test('a deployment is cancelled with one tap on its message, which says who did it and that it is back', async () => {
  const ann = stack.person('ann');
  const cat = stack.person('cat');
  const before = await running();
  const started = await ann.asks('image primes-api hang', /1\.0\.0.*hang/s);
  await ann.sees(/new (running|healthy)/, own(started));
  // ECS lists it after a moment; a tap before that changes nothing and says so.
  await cat.clicks(await cat.again(started), 'Cancel, back to 1.0.0');
  const told = await ann.sees(/cancelled hang\. ECS brings back 1\.0\.0/, below(started));
  expect(told.plain).toContain('cat pressed Cancel, back to 1.0.0');
  const over = await ann.sees(
    /cancelled: hang was ended by cat, 1\.0\.0 is back and serves from 2 tasks/,
    own(started),
    DEADLINE_MS,
  );
  expect(over.plain).not.toMatch(/✅|❌|rolled back: |failed\./);
  await ann.sees(/@ann.*cancelled: hang was ended by cat/, below(started));
  expect(await running()).toBe(before);
  await ann.asks('status primes-api', /2 of 2 running, 1\.0\.0, steady/);
});

test('what somebody else deploys is cancelled by its service: the plan first, then one tap; and then there is nothing left to cancel', async () => {
  const ann = stack.person('ann').in('#deploys');
  await ann.asks('cancel primes-api', /There is nothing to cancel: no deployment of primes\/primes-api is under way/);
  await stack.person('ben').asks('cancel primes-api', /needs the right|may not|operate/i);
  // The revision that the test before made is of hang.
  await ecs.send(new UpdateServiceCommand({ cluster: 'primes', service: 'primes-api', taskDefinition: 'primes-api' }));
  const question = await ann.asks('cancel primes-api', /hang is being deployed.*ECS brings back 1\.0\.0/s);
  expect(question.plain).toContain('Nothing was changed yet');
  await ann.clicks(question, 'Cancel hang, back to 1.0.0');
  await ann.sees(/ann cancelled hang\. ECS brings back 1\.0\.0/);
  await ann.asks('cancel primes-api', /There is nothing to cancel/);
  await ann.asks('history primes-api', /hang \(under way\) → 1\.0\.0/);
});
