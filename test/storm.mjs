// `npm run storm -- --rounds 200 [--faults] [--seed 7] [--replicas]`: the bot is killed with SIGKILL in the middle of everything.
import { parseArgs } from 'node:util';
import { runStep, tool } from './steps.mjs';

const HELP = `npm run storm -- [--rounds 200] [--faults] [--seed 7] [--replicas]

Kills the bot with SIGKILL in the middle of deployments, numbers of tasks and alarms, and counts what came of each in Slack.
  --rounds    how many things are asked for, eight at a time
  --faults    in half of the waves Slack and AWS fail a third of their calls, and all sockets are cut every 10 s
  --replicas  two bots on an installed PostgreSQL, of which one is killed, now and then both
  --seed      the number that an earlier run printed, to have its choices and moments again
`;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string' },
    help: { type: 'boolean' },
    replicas: { type: 'boolean', default: false },
    faults: { type: 'boolean', default: process.env.STORM_FAULTS === '1' },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const env = {
  STORM_ROUNDS: values.rounds,
  STORM_FAULTS: values.faults ? '1' : '0',
  ...(values.seed === undefined ? {} : { STORM_SEED: values.seed }),
};
const test = values.replicas ? 'test/storm-replicas.test' : 'test/storm.test';
const command = tool('jest/bin/jest.js', '--config', 'test/jest.config.js', '--testPathPatterns', test);
process.exitCode = (await runStep({ name: 'storm', command, env, loud: true })) ? 0 : 1;
