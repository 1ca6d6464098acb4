/** @long The database is away twice, for AWAY_SECONDS each time: 15 unless that says otherwise, 60 for the full minute. */
import { setTimeout as pause } from 'node:timers/promises';
import { Alarms } from './harness/alarms';
import type { Message, Person } from './harness/person';
import { installedPostgres, Postgres } from './harness/postgres';
import { alive, childRunning } from './harness/processes';
import { Stack } from './harness/stack';
import { waitFor } from './harness/wait-for';

const AWAY_MS = Number(process.env['AWAY_SECONDS'] ?? 15) * 1000;
const DEADLINE_MS = AWAY_MS + 120_000;
/** How soon whoever asks is answered, be it with a refusal: the machine of a test is a slow one. */
const SOON_MS = 6000;
/** One in twenty may wait for AWS for so long. */
const ANSWERED_MS = 20_000;
const PACE_MS = 1000;

const REFUSED = /Nothing was changed: I could not write down/;

const programs = installedPostgres();
const withPostgres = programs === undefined ? describe.skip : describe;

let postgres: Postgres;
let stack: Stack;
let ann: Person;
let ben: Person;

/** A way for the database to be away, and back. */
const WAYS = {
  'ends with every connection': [() => postgres.down(), () => postgres.up()],
  'does not answer any more': [() => postgres.freeze(), () => postgres.thaw()],
} as const;

const mainMessages = ({ thread_ts, ts, ephemeral }: Message) => !ephemeral && (thread_ts ?? ts) === ts;
/** Every message that all can see, as it looks. */
const visible = async (): Promise<string[]> => {
  const shown = await Promise.all([ann, ann.in('#alerts')].map((person) => person.screen()));
  return shown.flatMap(({ messages }) =>
    messages.filter(({ ephemeral }) => !ephemeral).map(({ ts, text }) => `${ts} ${text}`),
  );
};

/** Types a command, waits for what is said to it alone, and answers how long that took, milliseconds. */
async function answered(person: Person, command: string, expected: RegExp): Promise<number> {
  const { messages } = await person.screen();
  const known = new Set(messages.map(({ ts }) => ts));
  const began = Date.now();
  expect((await person.types(command)).outcome).toBe('acked');
  await person.sees(expected, ({ ts }) => !known.has(ts), ANSWERED_MS);
  return Date.now() - began;
}

/** Looks and changes at a steady pace until `until`: each look is answered, each change refused. */
async function underLoad(until: number): Promise<{ looks: number[]; refusals: number[] }> {
  const looks: number[] = [];
  const refusals: number[] = [];
  while (Date.now() < until) {
    const due = pause(PACE_MS);
    const [look, refusal] = await Promise.all([
      answered(ben, 'status primes-api', /primes-api/),
      answered(ann, 'scale hello 3', REFUSED),
    ]);
    looks.push(look);
    refusals.push(refusal);
    await due;
  }
  return { looks, refusals };
}

const count = (query: string): number => Number(postgres.ask(`SELECT count(*) FROM ${query}`));

/** Waits until the database has all that was said, heard and refused. */
const allIsStored = (refused: number) =>
  waitFor(
    'all of it to be stored',
    async () => {
      const left = {
        followed: count('deployments WHERE followed = 1 OR ended = 0'),
        unsaid: count('announcements'),
        unanswered: count('deliveries WHERE body IS NOT NULL'),
        running: count("changes WHERE state = 'running'"),
        missing: refused - count(`audit WHERE outcome = 'failed' AND body LIKE '%could not write down%'`),
      };
      if (Object.values(left).every((rows) => rows === 0)) return true;
      throw new Error(JSON.stringify(left));
    },
    DEADLINE_MS,
  );

async function killBot(): Promise<void> {
  const bot = () => childRunning(stack.ready.pid, 'dist/bot/src/main.js');
  const before = bot();
  process.kill(before, 'SIGKILL');
  await waitFor('another bot to be ready', async () => {
    if (alive(before) || bot() === before) return undefined;
    return (await fetch(`${stack.ready.bot}/health/ready`)).ok || undefined;
  });
}

withPostgres('a database that is away', () => {
  let refused = 0;
  let rounds = 0;
  beforeAll(async () => {
    postgres = await Postgres.start(programs!);
    stack = await Stack.start({ DATABASE_URL: postgres.url });
    ann = stack.person('ann');
    ben = stack.person('ben');
  }, 120_000);
  afterAll(async () => {
    await stack?.stop();
    await postgres?.stop();
  });

  test.each(Object.keys(WAYS) as (keyof typeof WAYS)[])(
    'and %s: looks are answered, changes refused, and nothing is lost or said twice',
    async (way) => {
      const [goes, comesBack] = WAYS[way];
      const alerts = ann.in('#alerts');
      const about = (name: string) => (message: Message) => mainMessages(message) && message.plain.includes(name);
      const before = (await ann.screen()).messages.filter(mainMessages).length;
      const started = await ann.asks('image primes-api oom', /deploying \S+ → oom/);
      await pause(PACE_MS);
      await goes();
      await new Alarms(stack.awsClient).createOn(`away ${way}`);
      const { looks, refusals } = await underLoad(Date.now() + AWAY_MS);
      await comesBack();
      refused += refusals.length;
      rounds += 1;
      process.stderr.write(`${way}: looks took up to ${Math.max(...looks)} ms, refusals ${Math.max(...refusals)} ms\n`);
      expect(refusals.length).toBeGreaterThan(2);
      for (const waits of [looks, refusals])
        expect(waits.filter((ms) => ms > SOON_MS).length).toBeLessThanOrEqual(waits.length / 20);

      await ann.sees(/rolled back: oom failed/, ({ ts }) => ts === started.ts, DEADLINE_MS);
      await ann.sees(/@ann.*rolled back/s, ({ thread_ts }) => thread_ts === started.ts, DEADLINE_MS);
      await alerts.sees(/high CPU/, about(way), DEADLINE_MS);
      await allIsStored(refused);
      await ann.asks(`scale hello ${rounds}`, /hello/);
      await allIsStored(refused);

      const told = await visible();
      await killBot();
      await ann.asks('status primes-api', /oom failed and was rolled back/);
      await pause(5 * PACE_MS);
      const thread = (await ann.screen()).messages.filter(({ thread_ts }) => thread_ts === started.ts);
      expect(thread.filter(({ plain }) => /@ann.*rolled back/s.test(plain))).toHaveLength(1);
      expect((await ann.screen()).messages.filter(mainMessages)).toHaveLength(before + 2);
      expect((await alerts.screen()).messages.filter(about(way))).toHaveLength(1);
      expect((await visible()).length).toBe(told.length);
    },
    2 * DEADLINE_MS,
  );
});
