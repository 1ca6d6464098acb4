import { Stack } from './harness/stack';
import { waitFor } from './harness/wait-for';

let stack: Stack;
beforeAll(async () => (stack = await Stack.start()));
afterAll(() => stack.stop());

test('is it deployed yet? /ecs status primes-api says so, to the asker alone', async () => {
  const ann = stack.person('ann');
  const { outcome, ackMs } = await ann.types('status primes-api');
  expect(outcome).toBe('acked');
  expect(ackMs).toBeLessThan(3000);
  const status = await ann.sees(/2 of 2 running/);
  expect(status.ephemeral).toBe(true);
  expect(status.plain).toContain('1.0.0');
  expect(status.plain).toMatch(/steady/i);
  expect(status.plain).toMatch(/between 2 and 10/);
  expect((await stack.person('ben').screen()).messages).toEqual([]);
});

test('without a name, a table of all services', async () => {
  const table = await stack.person('ben').asks('status', /hello/);
  expect(table.plain).toContain('primes-api');
  expect(table.ephemeral).toBe(true);
});

test('looking is forgiving: case, spaces and a shorter name', async () => {
  const status = await stack.person('cat').asks('  STATUS   Primes ', /2 of 2 running/);
  expect(status.plain).toContain('primes-api');
});

test('events are newest first, with short task ids', async () => {
  const events = await stack.person('ann').asks('events primes-api', /steady state/);
  expect(events.ephemeral).toBe(true);
  expect(events.plain.indexOf('steady state')).toBeLessThan(events.plain.indexOf('has started 2 tasks'));
  expect(events.plain).not.toMatch(/[0-9a-f]{32}/);
});

test('events take a number and a time', async () => {
  const one = await stack.person('cat').asks('events primes-api 1', /steady state/);
  expect(one.plain).not.toContain('has started');
  const dan = stack.person('dan');
  await waitFor('the last second to be without events', async () => {
    const { plain } = await dan.asks('events primes-api --since 1s', /primes-api/);
    return /no events/i.test(plain) || undefined;
  });
});
