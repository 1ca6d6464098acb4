/** @long Each round waits for the true end of what was begun, and what a dead bot left for the other to take over. */
import { installedPostgres } from './harness/postgres';
import { ReplicaStack } from './harness/replica-stack';
import { StormPlay } from './harness/storm/play';

// `npm run storm -- --rounds 50 --replicas --faults` sets how it is.
const play = new StormPlay(4);
const programs = installedPostgres();
const withPostgres = programs === undefined ? describe.skip : describe;

withPostgres('two bots on one PostgreSQL', () => {
  let stack: ReplicaStack;
  beforeAll(async () => {
    stack = await ReplicaStack.start(programs!, { EPISODE_QUIET_SECONDS: '4' });
  });
  afterAll(() => stack.stop());

  test(
    `${play.rounds} rounds in which one is killed: what was asked for is done and told once, or said to be undone`,
    async () => {
      const { seed, rounds: ended } = play;
      expect(await play.over(stack)).toEqual({ seed, violations: [], ended });
    },
    play.deadlineMs,
  );
});
