// @alone: it counts what one command asks of AWS, and how much of that in a row, by how long it takes.
import { Stack } from './harness/stack';
import { waitFor } from './harness/wait-for';
import { doorOf } from './harness/recorded-calls';
import type { AwsCall } from './harness/recorded-calls';

/** Every call of AWS takes so long, in milliseconds: what is asked at once and what in a row can then be told apart. */
const SLOW_MS = 500;
/** Reads that people do not wait for: what the bot listens to while nobody asks. */
const QUIET = { POLL_SECONDS: '3600' };

let stack: Stack;
beforeAll(async () => {
  stack = await Stack.start(QUIET);
  await waitFor('the first poll to be over', async () =>
    (await calls(0)).some(({ operation }) => operation === 'DescribeServices') ? true : undefined,
  );
});
afterAll(() => stack.stop());

async function calls(since: number): Promise<AwsCall[]> {
  const answer = await fetch(`${stack.ready.aws}/_sandbox/calls?since=${since}`);
  return ((await answer.json()) as AwsCall[]).filter((call) => doorOf(call) !== undefined && call.at >= since);
}

async function slowly<T>(run: () => Promise<T>): Promise<T> {
  const faults = (method: string, body?: object) =>
    fetch(`${stack.ready.aws}/_sandbox/faults`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  await faults('POST', { kind: 'latency', ms: SLOW_MS });
  try {
    return await run();
  } finally {
    await faults('DELETE');
  }
}

/** The calls that a command makes, and how many of them one after another. */
async function made(text: string, expected: RegExp, until?: string): Promise<{ operations: string[]; inARow: number }> {
  const since = Date.now();
  await slowly(() => stack.person('ann').asks(text, expected));
  const all = await calls(since);
  const last = until === undefined ? all.length - 1 : all.findIndex(({ operation }) => operation === until);
  const told = all.slice(0, last + 1);
  const starts = told.map(({ at }) => at).toSorted((a, b) => a - b);
  const waves = starts.filter((at, n) => n === 0 || at - starts[n - 1]! > SLOW_MS / 2);
  return { operations: told.map(({ operation }) => operation), inARow: waves.length };
}

test('status of one service answers after two calls in a row, the first time and again', async () => {
  for (let time = 0; time < 2; time++) {
    const { inARow } = await made('status primes-api', /2 of 2/);
    expect(inARow).toBeLessThanOrEqual(2);
  }
});

test('an image that is not there is answered after three calls in a row', async () => {
  const { operations, inARow } = await made('image primes-api 9.9.9', /no image 9\.9\.9/);
  expect(inARow).toBeLessThanOrEqual(3);
  expect(operations).not.toContain('RegisterTaskDefinition');
});

test('a table of all services asks for ten of them a call, and for no task definition of one container', async () => {
  const { operations } = await made('status', /hello/);
  const clusters = 1;
  // None where the bot itself looked at them all a moment ago.
  expect(operations.filter((name) => name === 'DescribeServices').length).toBeLessThanOrEqual(clusters);
  expect(operations).not.toContain('DescribeTaskDefinition');
  const again = await made('status', /hello/);
  expect(again.operations.filter((name) => /Revisions|TaskDefinition/.test(name))).toEqual([]);
});

test('a deployment makes at most nine calls before UpdateService', async () => {
  const { operations } = await made('image primes-api 1.1.0', /1\.0\.0.*1\.1\.0/s, 'UpdateService');
  expect(operations.at(-1)).toBe('UpdateService');
  expect(operations.length).toBeLessThanOrEqual(9);
  expect(operations.filter((name) => name === 'DescribeTaskDefinition').length).toBeLessThanOrEqual(1);
});
