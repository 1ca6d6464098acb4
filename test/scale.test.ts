import { DescribeScalableTargetsCommand, ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { DescribeServicesCommand, ECSClient } from '@aws-sdk/client-ecs';
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

test('the same button again: the world has moved, so nothing is changed and it says so', async () => {
  const ann = stack.person('ann');
  const offer = (await ann.screen()).messages.find(({ plain }) => plain.includes('['));
  if (offer && /4-10\]/.test(offer.plain)) await ann.clicks(offer, /\[([^\]]*4-10[^\]]*)\]/.exec(offer.plain)![1]!);
  expect(await range()).toBe('4-10');
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
