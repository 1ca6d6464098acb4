import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endBot } from './harness/bot-end';
import type { Message, Person } from './harness/person';
import { Program } from './harness/program';
import { Stack } from './harness/stack';
import { waitFor } from './harness/wait-for';

// What goes on when the bot is killed or replaced in the middle of it.
const DEADLINE_MS = 90_000;

let dataDir: string;
let stack: Stack;
let ann: Person;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'chatops-restart-'));
  stack = await Stack.start({ DATA_DIR: dataDir });
  ann = stack.person('ann');
});
afterAll(async () => {
  await stack.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const end = (signal: 'SIGKILL' | 'SIGTERM') => endBot(stack, signal);

const awsFault = (method: 'POST' | 'DELETE', fault?: object) =>
  fetch(`${stack.ready.aws}/_sandbox/faults`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(fault ? { body: JSON.stringify(fault) } : {}),
  });

/** All that stands in the channel of one thing: its message, and what was said below it. */
const thread = async ({ ts }: Message): Promise<string[]> =>
  (await ann.screen()).messages.filter((one) => one.ts === ts || one.thread_ts === ts).map(({ plain }) => plain);

/** So many messages, ephemeral ones left out, stand in the channel. */
const posted = async (): Promise<number> =>
  (await ann.screen()).messages.filter(({ ephemeral, thread_ts, ts }) => !ephemeral && (thread_ts ?? ts) === ts).length;

test.each(['SIGKILL', 'SIGTERM'] as const)(
  'a deployment goes on in its message, and whoever asked is called once, after a %s',
  async (signal) => {
    const before = await posted();
    const started = await ann.asks('image primes-api oom', /deploying 1\.0\.0 → oom/);
    await end(signal);
    const back = await ann.sees(/rolled back: oom failed/, ({ ts }) => ts === started.ts, DEADLINE_MS);
    expect(back.plain).not.toContain('shut down');
    const called = await ann.sees(/@ann.*rolled back/s, ({ thread_ts }) => thread_ts === started.ts);
    expect(called.plain).toContain('rolled back');
    const said = await thread(started);
    expect(said.filter((plain) => /rolled back: oom/.test(plain))).toHaveLength(2);
    expect(said.filter((plain) => plain.includes('ECS rolls back')).length).toBeLessThanOrEqual(1);
    expect(said.filter((plain) => plain.includes('shut down'))).toEqual([]);
    expect(await posted()).toBe(before + 1);
    await ann.asks('status primes-api', /oom failed and was rolled back/);
  },
);

test('what was asked for and not done is said to be so, and done by its button', async () => {
  const before = await posted();
  await awsFault('POST', { service: 'ecs', operation: 'RegisterTaskDefinition', kind: 'latency', ms: 60_000 });
  await ann.types('image primes-api 1.1.0');
  const cat = stack.person('cat');
  await waitFor('the bot to be at it', async () => {
    const { plain } = await cat.asks('image primes-api 1.0.0', /set to 1\.0\.0 already|being changed at this moment/);
    return plain.includes('being changed at this moment') || undefined;
  });
  await end('SIGKILL');
  await awsFault('DELETE');
  const undone = await ann.sees(/restarted before I did this: nothing was changed/, undefined, DEADLINE_MS);
  expect(undone.plain).toMatch(/@ann .*1\.0\.0 → 1\.1\.0/s);
  expect(undone.plain).toContain('Asked by ann: /ecs image primes-api 1.1.0');
  await ann.clicks(undone, 'Do it now');
  await ann.sees(/done: 1\.0\.0 → 1\.1\.0/, ({ ts }) => ts === undone.ts, DEADLINE_MS);
  expect(await posted()).toBe(before + 1);
});

test('what was asked for and not come to is said to be so to whoever asked', async () => {
  await awsFault('POST', { service: 'ecs', kind: 'latency', ms: 4000 });
  const { outcome } = await ann.types('status primes-api');
  expect(outcome).toBe('acked');
  await end('SIGKILL');
  await awsFault('DELETE');
  const unanswered = await ann.sees(/restarted before I came to \/ecs status primes-api/, undefined, DEADLINE_MS);
  expect(unanswered.ephemeral).toBe(true);
  await ann.clicks(unanswered, 'Do it now');
  await ann.sees(/2 of 2 running, 1\.1\.0/);
});

test('a second bot on the same folder is refused in a sentence', async () => {
  const { aws, slack, tokens } = stack.ready;
  const second = Program.start('dist/bot/src/main.js', {
    NODE_ENV: 'production',
    ALLOW_ENDPOINT_OVERRIDE: '1',
    AWS_ENDPOINT_URL: aws,
    SLACK_API_URL: `${slack}/api/`,
    SLACK_BOT_TOKEN: tokens.bot,
    SLACK_APP_TOKEN: tokens.app,
    PORT: '0',
    DATA_DIR: dataDir,
  });
  await expect(second.tells('listening')).rejects.toThrow(
    /Another process has .*chatops\.db open: one bot owns it\. End the other one/,
  );
});
