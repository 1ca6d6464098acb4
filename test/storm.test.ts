/** @long Each round waits for the true end of what was begun. */
import { MortalStack } from './harness/storm/mortal-stack';
import { StormPlay } from './harness/storm/play';

// `npm run storm -- --rounds 200 --faults --seed 1` sets how it is.
const play = new StormPlay(10);

let stack: MortalStack;
beforeAll(async () => {
  stack = await MortalStack.start({ EPISODE_QUIET_SECONDS: '4' });
});
afterAll(() => stack.stop());

test(
  `${play.rounds} rounds of kill -9: what was asked for is done and told once, or said to be undone`,
  async () => {
    const { seed, rounds: ended } = play;
    expect(await play.over(stack)).toEqual({ seed, violations: [], ended });
  },
  play.deadlineMs,
);
