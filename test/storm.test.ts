/** @long Each round waits for the true end of what was begun. */
import { MortalStack } from './harness/storm/mortal-stack';
import { numbers } from './harness/garbage';
import { Storm } from './harness/storm/storm';

// `npm run storm -- --rounds 200 --faults --seed 1` sets these.
const ROUNDS = Number(process.env['STORM_ROUNDS'] ?? 10);
const SEED = Number(process.env['STORM_SEED'] ?? Date.now() % 1_000_000);
const FAULTS = process.env['STORM_FAULTS'] === '1';
/** So many rounds overlap. */
const SERVICES = Math.min(8, Math.ceil(ROUNDS / 2));
const SECONDS_PER_WAVE = 150;

let stack: MortalStack;
beforeAll(async () => {
  stack = await MortalStack.start({ EPISODE_QUIET_SECONDS: '4' });
});
afterAll(() => stack.stop());

test(
  `${ROUNDS} rounds of kill -9: what was asked for is done and told once, or said to be undone`,
  async () => {
    const say = (line: string): void => void process.stderr.write(`storm ${SEED}: ${line}\n`);
    const services = Array.from({ length: SERVICES }, (_, number) => (number === 0 ? 'primes-api' : `storm-${number}`));
    const storm = new Storm(stack, { random: numbers(SEED), faults: FAULTS, services }, say);
    const { endings, violations } = await storm.run(ROUNDS);
    say(JSON.stringify(endings));
    expect({ seed: SEED, violations }).toEqual({ seed: SEED, violations: [] });
    expect(Object.values(endings).reduce((sum, count) => sum + count, 0)).toBe(ROUNDS);
  },
  60_000 + Math.ceil(ROUNDS / SERVICES) * SECONDS_PER_WAVE * 1000,
);
