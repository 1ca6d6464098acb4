/** @long It is waited until tasks die that were well for minutes. */
import type { Message } from './harness/person';
import { SteadyTraffic } from './harness/steady-traffic';
import { Stack } from './harness/stack';

/** It is well for three minutes of AWS's, and dies of memory in the fourth. */
const DEATH_DEADLINE_MS = 60_000;
const CHANNELS = ['#ops', '#deploys', '#alerts', '#random', '@ann'];

let stack: Stack;
let traffic: SteadyTraffic;
beforeAll(async () => {
  stack = await Stack.start();
  traffic = SteadyTraffic.start(`${stack.ready.loadBalancer}/health`, 10);
});
afterAll(async () => {
  await traffic.stop();
  await stack.stop();
});

/** Whatever the bot says in any channel. */
const everywhere = async (): Promise<Message[]> => {
  const screens = await Promise.all(CHANNELS.map((channel) => stack.person('ann').in(channel).screen()));
  return screens.flatMap(({ messages }) => messages).filter(({ ephemeral }) => !ephemeral);
};

test('leaky is done, and no longer good once its tasks die: in the same message, with one call to whoever asked, and one tap back', async () => {
  const ann = stack.person('ann');
  const started = await ann.asks('image primes-api leaky', /1\.0\.0.*leaky/s);
  const own = ({ ts }: { ts: string }): boolean => ts === started.ts;
  await ann.sees(/done: 1\.0\.0 → leaky/, own, 60_000);
  const words = /done .* ago, but [1-9]\d* tasks? of leaky (was|were) killed for memory since/;
  await ann.sees(words, own, DEATH_DEADLINE_MS);
  const called = await ann.sees(words, ({ thread_ts }) => thread_ts === started.ts);
  expect(called.plain).toMatch(/^@ann primes\/primes-api: done/);

  // The same message goes on counting, and says what it does to requests; nothing else is said anywhere.
  const counted = await ann.sees(
    /but ([4-9]|\d\d) tasks of leaky .*; 50[234] for \d+ % of requests/,
    own,
    DEATH_DEADLINE_MS,
  );
  expect(counted.plain).toMatch(
    /\d+ tasks were killed for memory \(exit 137, limit 512 MiB\)\. Last was [0-9a-f]{8}\./,
  );
  expect(counted.plain).not.toContain('✅');
  const said = (await everywhere()).filter(({ plain }) => !plain.startsWith('The first task of leaky is healthy'));
  expect(said.map(({ thread_ts = '' }) => thread_ts)).toEqual(['', started.ts, started.ts]);
  expect(said.filter(({ plain }) => plain.includes('@ann') && words.test(plain))).toHaveLength(1);
  await ann.asks('status primes-api', /leaky, not steady: \d+ tasks of leaky died since it was done/);

  await ann.clicks(await ann.again(started), 'Back to 1.0.0');
  await ann.sees(/done: leaky → 1\.0\.0/, () => true, 60_000);
  const replaced = await ann.sees(/1\.0\.0 has taken its place since/, own);
  expect(replaced.plain).not.toContain('[Back to');
  await ann.asks('status primes-api', /2 of 2 running, 1\.0\.0, steady/);
});
