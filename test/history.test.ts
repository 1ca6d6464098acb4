import { endBot } from './harness/bot-end';
import type { Message } from './harness/person';
import { Stack } from './harness/stack';
import { waitFor } from './harness/wait-for';

const DEADLINE_MS = 90_000;

let stack: Stack;
beforeAll(async () => (stack = await Stack.start()));
afterAll(() => stack.stop());

/** The lines of the record in a private answer, the newest first. */
const linesIn = ({ plain }: Message): string[] =>
  plain.split('\n').filter((line) => /^(just now|\d.* ago) {2}/.test(line));

/** Asks for the record until its newest line is as expected. */
const newest = (name: string, words: string, expected: RegExp): Promise<string> =>
  waitFor(`the newest of /ecs ${words} to be ${expected}`, async () => {
    const [line = ''] = linesIn(await stack.person(name).asks(words, /history|what was done|record/));
    return expected.test(line) ? line : undefined;
  });

/** The ids of the commands in whose name the bot called something that changes AWS. */
const commandsInAws = async (operation: string): Promise<string[]> => {
  const calls = (await (await fetch(`${stack.ready.aws}/_sandbox/calls?since=0`)).json()) as {
    operation: string;
    userAgent: string;
  }[];
  return calls
    .filter((call) => call.operation === operation)
    .map(({ userAgent }) => /cmd-\w+/.exec(userAgent)?.[0] ?? '');
};

test('before anything was done there is nothing to tell', async () => {
  await stack.person('ann').asks('history', /All services: nothing is in the record yet/);
  await stack.person('ann').asks('history primes-api', /primes\/primes-api: nothing is in the record yet/);
});

test('a deployment stands in it as long as it goes on and as it ended, with the id that AWS was given', async () => {
  const ann = stack.person('ann').in('#deploys');
  await ann.asks('image primes-api 1.1.0', /1\.0\.0 → 1\.1\.0/);
  const going = await newest('ben', 'history primes-api', /@ann/);
  expect(going).toMatch(/@ann {2}1\.0\.0 → 1\.1\.0 {2}under way {2}\(in #deploys\)/);
  await ann.sees(/done: 1\.0\.0 → 1\.1\.0/, undefined, DEADLINE_MS);
  const done = await newest('ben', 'history primes-api --ids', /done/);
  const [, id = ''] = /@ann {2}1\.0\.0 → 1\.1\.0 {2}done in \d+ s {2}\(in #deploys\) {2}(cmd-\w+)$/.exec(done) ?? [];
  expect(await commandsInAws('UpdateService')).toEqual([id]);
  await stack.person('ben').asks('status primes-api', /1\.1\.0 succeeded.*asked for by @ann/);
});

test('it is for whoever asks alone, and forgiving', async () => {
  const answer = await stack.person('dan').asks('  HISTORY   Primes ', /1\.0\.0 → 1\.1\.0/);
  expect(answer.ephemeral).toBe(true);
  expect(answer.plain).toContain('I took Primes for primes/primes-api.');
  await stack.person('dan').asks('history primes-apo', /primes-apo.*primes\/primes-api/s);
});

test('a deployment that was rolled back while the bot was away is told as that, as status tells it', async () => {
  const ann = stack.person('ann');
  const started = await ann.asks('image primes-api oom', /1\.1\.0 → oom/);
  await endBot(stack, 'SIGKILL');
  await ann.sees(/rolled back: oom failed/, ({ ts }) => ts === started.ts, DEADLINE_MS);
  await newest('ann', 'history', /@ann {2}primes\/primes-api 1\.1\.0 → oom {2}rolled back after .+ {2}\(in #ops\)$/);
  await ann.asks('status primes-api', /oom failed and was rolled back.*asked for by @ann/);
});

test('what was refused is told to administrators alone', async () => {
  await stack.person('ben').asks('scale primes-api 5', /You may not change services/);
  const refusal = await newest('cat', 'history', /@ben/);
  expect(refusal).toMatch(
    /@ben {2}\/ecs scale primes-api 5 {2}refused: needs the right to operate {2}\(in #ops\) {2}cmd-\w+$/,
  );
  for (const name of ['ann', 'ben']) expect(await newest(name, 'history', /./)).not.toContain('@ben');
});

test('scaling is told from what to what, ten at a time, and a button has what is older', async () => {
  const ann = stack.person('ann');
  for (const tasks of [3, 4, 3, 4, 3, 4, 3, 4, 3, 4]) await ann.asks(`scale primes-api ${tasks}`, /→ \d tasks/);
  const page = await ann.asks('history primes-api', /3 → 4 tasks {2}done/);
  expect(linesIn(page)).toHaveLength(10);
  expect(linesIn(page).every((line) => /@ann {2}[234] → [34] tasks {2}done {2}\(in #ops\)$/.test(line))).toBe(true);
  await ann.clicks(page, 'Older');
  const older = await ann.sees(/what was done before that/, ({ ephemeral, ts }) => ephemeral && ts > page.ts);
  expect(linesIn(older).map((line) => /\S+ → \S+/.exec(line)?.[0])).toEqual(['1.1.0 → oom', '1.0.0 → 1.1.0']);
  expect(older.plain).not.toContain('[Older]');
  await ann.clicks(older, 'Newest');
  await ann.sees(/3 → 4 tasks/, ({ ephemeral, ts }) => ephemeral && ts > older.ts);
});
