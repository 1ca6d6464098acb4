/** @alone It puts load on both cores, and what it waits for depends on how fast the tasks answer. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { DescribeServicesCommand, ECSClient } from '@aws-sdk/client-ecs';
import { Stack } from './harness/stack';
import { waitFor } from './harness/wait-for';

let stack: Stack;
beforeAll(async () => (stack = await Stack.start()));
afterAll(() => stack.stop());

interface Summary {
  answered: number;
  tasks?: { most?: number };
}

/** Runs `npm run load` against the balancer for a minute, as a person would. */
function load(): Promise<{ code: number | null; summary: Summary }> {
  const words = ['--url', stack.ready.loadBalancer, '--minutes', '1', '--json'];
  const child = spawn(process.execPath, [join('infra-scripts', 'load.mjs'), ...words], {
    cwd: join(__dirname, '..'),
    env: { ...process.env, AWS_ENDPOINT_URL: stack.ready.aws, AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  return new Promise((resolve) =>
    child.once('exit', (code) => resolve({ code, summary: JSON.parse(printed) as Summary })),
  );
}

const tasks = async () => {
  const ecs = new ECSClient(stack.awsClient);
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster: 'primes', services: ['primes-api'] }));
  return services![0]!;
};

test('load: more tasks, an alert that says from, to and why; then fewer tasks; nothing is said twice', async () => {
  const alerts = stack.person('ann').in('#alerts');
  const loading = load();
  const outward = await alerts.sees(/primes\/primes-api: scaled out 2 → \d+ tasks/, () => true, 90_000);
  expect(outward.plain).toMatch(/CPU was above 60 % in 3 of the last 3 minutes/);
  const { code, summary } = await loading;
  expect(code).toBe(0);
  expect(summary.answered).toBeGreaterThan(0);

  await waitFor(
    'two tasks again',
    async () => {
      const { desiredCount, runningCount } = await tasks();
      return desiredCount === 2 && runningCount === 2 ? true : undefined;
    },
    150_000,
  );
  const inward = await alerts.sees(/primes\/primes-api: scaled in \d+ → 2 tasks/, () => true, 90_000);
  // A minute may have no datapoint, on AWS as here: then the alarm counts those that there are, and the words say so.
  expect(inward.plain).toMatch(
    /CPU was below 54 % in (15 of the last 15 minutes|(1[0-4]) of \2 readings within 15 minutes)|The alarm for CPU below 54 % was on/,
  );
  await alerts.sees(/CPU is back to normal/, () => true, 90_000);

  const told = (await alerts.screen()).messages.map(({ plain }) => plain.split('. ')[0]!);
  expect(told.filter((headline) => /CPU/.test(headline))).toHaveLength(1);
  const steps = told.flatMap((headline) => /scaled (?:out|in) (\d+ → \d+)/.exec(headline)?.[1] ?? []);
  expect(steps).toHaveLength(told.length - 1);
  // Each activity begins where the one before it ended, so none is missing and none is told twice.
  const counts = steps.map((step) => step.split(' → '));
  expect(counts.map(([from]) => from)).toEqual(['2', ...counts.slice(0, -1).map(([, to]) => to)]);
  expect(counts.at(-1)![1]).toBe('2');
}, 400_000);
