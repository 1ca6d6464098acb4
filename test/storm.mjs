// `npm run storm -- --rounds 200 [--faults] [--seed 7]`: the bot is killed with SIGKILL in the middle of everything.
import { parseArgs } from 'node:util';
import { runStep, tool } from './steps.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string' },
    faults: { type: 'boolean', default: process.env.STORM_FAULTS === '1' },
  },
});
const env = {
  STORM_ROUNDS: values.rounds,
  STORM_FAULTS: values.faults ? '1' : '0',
  ...(values.seed === undefined ? {} : { STORM_SEED: values.seed }),
};
const command = tool('jest/bin/jest.js', '--config', 'test/jest.config.js', '--testPathPatterns', 'test/storm.test');
process.exitCode = (await runStep({ name: 'storm', command, env, loud: true })) ? 0 : 1;
