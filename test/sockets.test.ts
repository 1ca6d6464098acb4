import { setTimeout as pause } from 'node:timers/promises';
import { spawnSync } from 'node:child_process';
import type { Outcome, Person } from './harness/person';
import { Stack } from './harness/stack';
import { waitFor } from './harness/wait-for';

/** How long sockets are cut, in seconds; `npm run storm:sockets` takes two minutes of it. */
const STORM_SECONDS = Number(process.env['STORM_SECONDS'] ?? 20);
const CUT_EVERY_SECONDS = STORM_SECONDS > 60 ? 10 : 3;

let stack: Stack;
beforeAll(async () => {
  stack = await Stack.start();
});
afterAll(() => stack.stop());

async function slack<T>(path: string, fault?: object): Promise<T | undefined> {
  const lever = fault ? { method: 'POST', headers: JSON_BODY, body: JSON.stringify(fault) } : {};
  const response = await fetch(`${stack.ready.slack}/_sandbox/${path}`, lever);
  expect(response.ok).toBe(true);
  return response.status === 204 ? undefined : ((await response.json()) as T);
}
const JSON_BODY = { 'content-type': 'application/json' };

const cut = (how: object) => slack('faults', { kind: 'disconnect', ...how });

/** How often a socket was asked for since a moment. */
async function socketsSince(at: number): Promise<number> {
  const calls = (await slack<{ method: string }[]>(`calls?since=${at}`)) ?? [];
  return calls.filter(({ method }) => method === 'apps.connections.open').length;
}

/** The bot's process: the child of the launcher that runs its main file. */
function botProcess(): number {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' });
  const found = new RegExp(`^\\s*(\\d+)\\s+${stack.ready.pid}\\s.*dist/bot/src/main\\.js`, 'm').exec(stdout);
  if (!found) throw new Error(`No bot among the processes:\n${stdout}`);
  return Number(found[1]);
}

/** Each names a service of its own that does not exist, so its answer is known from every other. */
const service = (round: string, number: number): string => `${round}-${number}-nowhere`;

/** How often each of the commands was answered, once all are or none comes any more. */
async function answers(ann: Person, round: string, sent: number): Promise<number[]> {
  const count = async (): Promise<number[]> => {
    const { messages } = await ann.screen();
    const numbers = Array.from({ length: sent }, (_, number) => number);
    return numbers.map(
      (number) =>
        messages.filter(({ plain }) => plain.includes(service(round, number)) && !plain.startsWith('Still at work'))
          .length,
    );
  };
  await waitFor(
    'every command to be answered',
    async () => (await count()).every((times) => times > 0) || undefined,
    20_000,
  )
    // What is missing is shown by the count.
    .catch(() => undefined);
  return count();
}

test(
  `a command each second for ${STORM_SECONDS} s: none is lost and none doubled, whichever socket is cut`,
  async () => {
    const ann = stack.person('ann');
    const ways = [
      {},
      { reason: 'none', sockets: 1 },
      { reason: 'warning', ms: 1500 },
      { sockets: 1 },
      { reason: 'warning', ms: 1500, sockets: 1 },
    ];
    const outcomes: Promise<Outcome>[] = [];
    for (let second = 0; second < STORM_SECONDS; second++) {
      if (second % CUT_EVERY_SECONDS === 1) await cut(ways[Math.floor(second / CUT_EVERY_SECONDS) % ways.length] ?? {});
      outcomes.push(ann.types(`status ${service('storm', second)}`));
      await pause(1000);
    }
    expect((await Promise.all(outcomes)).map(({ outcome }) => outcome)).toEqual(outcomes.map(() => 'acked'));
    expect(await answers(ann, 'storm', STORM_SECONDS)).toEqual(outcomes.map(() => 1));
    expect((await fetch(`${stack.ready.bot}/health/ready`)).status).toBe(200);
  },
  (STORM_SECONDS + 60) * 1000,
);

test('a process that stands still for a moment, or for five seconds, answers what was asked meanwhile, by the same sockets', async () => {
  const ann = stack.person('ann');
  const [bot, since] = [botProcess(), Date.now()];
  const stalls = [1300, 5000, 1300, 5000, 1300, 5000];
  for (const [number, stall] of stalls.entries()) {
    process.kill(bot, 'SIGSTOP');
    const typed = ann.types(`status ${service('stall', number)}`);
    try {
      await pause(stall);
    } finally {
      process.kill(bot, 'SIGCONT');
    }
    // Slack itself gives up after three seconds, and says so; the bot cannot know that.
    expect((await typed).outcome).toBe(stall < 3000 ? 'acked' : 'operation_timeout');
    await pause(500);
  }
  expect(await answers(ann, 'stall', stalls.length)).toEqual(stalls.map(() => 1));
  expect(await socketsSince(since)).toBe(0);
});

test('Slack gone and back: the bot is not ready meanwhile, asks with growing waits, and answers again', async () => {
  const [ann, since] = [stack.person('ann'), Date.now()];
  await slack('faults', { kind: 'down', ms: 6000 });
  const ready = async (expected: number) =>
    (await fetch(`${stack.ready.bot}/health/ready`)).status === expected || undefined;
  await waitFor('the bot not to be ready', () => ready(503), 3000);
  await waitFor('the bot to be ready again', () => ready(200), 20_000);
  expect(await socketsSince(since)).toBeLessThan(15);
  await ann.asks('status down-0-nowhere', /down-0-nowhere/);
});
