import { DescribeScalableTargetsCommand, ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { DescribeServicesCommand, ECSClient } from '@aws-sdk/client-ecs';
import type { Message, Person } from './harness/person';
import { Stack } from './harness/stack';
import { waitFor } from './harness/wait-for';

let stack: Stack;
beforeAll(async () => (stack = await Stack.start()));
afterAll(() => stack.stop());

const service = async () => {
  const ecs = new ECSClient(stack.awsClient);
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster: 'primes', services: ['primes-api'] }));
  return services![0]!;
};

const range = async () => {
  const scaling = new ApplicationAutoScalingClient(stack.awsClient);
  const { ScalableTargets } = await scaling.send(new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs' }));
  const [target] = ScalableTargets!;
  return `${target!.MinCapacity}-${target!.MaxCapacity}`;
};

test('scale primes-api 4: at once, with before and after, how long it holds, and the range as a button', async () => {
  const ann = stack.person('ann');
  const message = await ann.asks('scale primes-api 4', /4/);
  expect(message.ephemeral).toBe(false);
  expect(message.plain).toMatch(/2.*4/s);
  expect(message.plain).toMatch(/minute/);
  expect(message.plain).toContain('4-10');
  const calls = (await (await fetch(`${stack.ready.aws}/_sandbox/calls?since=0`)).json()) as { operation: string }[];
  expect(calls.filter(({ operation }) => operation === 'UpdateService')).toHaveLength(1);

  const label = /\[([^\]]*4-10[^\]]*)\]/.exec(message.plain)![1]!;
  await ann.clicks(message, label);
  await waitFor('the range to be 4-10', async () => ((await range()) === '4-10' ? true : undefined));
  await waitFor('four tasks', async () => {
    const { desiredCount, runningCount } = await service();
    return desiredCount === 4 && runningCount === 4 ? true : undefined;
  });
  await ann.sees(/4-10/, ({ ephemeral }) => !ephemeral);
});

/** What somebody else set a moment ago makes a command ask: that is read, and agreed to. */
async function agree(person: Person, question: Message, to: string): Promise<void> {
  expect(question.ephemeral).toBe(true);
  expect(question.plain).toMatch(/ann changed it/);
  await person.clicks(question, `Set primes/primes-api to ${to}`);
  await person.sees(new RegExp(`→ ${to}`), ({ ephemeral, ts }) => !ephemeral && ts > question.ts);
}

test('a button from before the world moved changes nothing, and says what moved', async () => {
  const ann = stack.person('ann');
  const offer = await ann.asks('scale primes-api 5', /\[Set range to 5-10\]/);
  const cat = stack.person('cat');
  await agree(cat, await cat.asks('scale primes-api 4-9', /range 4-10 → 4-9\?/), '4-9');
  await ann.clicks(offer, 'Set range to 5-10');
  const refusal = await ann.sees(/Nothing was changed/);
  expect(refusal.plain).toMatch(/4-10.*4-9/s);
  expect(await range()).toBe('4-9');
  expect(refusal.plain).toContain('by cat');
  await cat.asks('scale primes-api 4-10', /range 4-9 → 4-10\./);
  await agree(cat, await cat.asks('scale primes-api 4', /5 → 4 tasks\?/), '4');
});

test('more than the range allows is explained and offered, not done', async () => {
  const ann = stack.person('ann');
  await ann.asks('scale primes-api 12', /10/);
  expect(await range()).toBe('4-10');
  expect((await service()).desiredCount).toBe(4);
});

test('a range is set by naming it', async () => {
  await stack.person('cat').asks('scale primes-api 2-10', /2-10/);
  await waitFor('the range to be 2-10', async () => ((await range()) === '2-10' ? true : undefined));
});
