// `npm run store:power-cut -- --rounds 100`: what the embedded database has after a power cut, and after kill -9.
import { parseArgs } from 'node:util';
import { runStep, tool } from './steps.mjs';

const HELP = `npm run store:power-cut -- [--rounds 100]

Another process commits, and is stopped in the middle of it. From the file and its log as they stand then is made what disks could have of it that
lost, in part, what they were not asked yet to keep. Each is opened as the bot does, and has all that was acknowledged.
  --rounds  at how many moments; twenty commits lie between two of them. A tenth as many times it ends by kill -9
`;

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '100' }, help: { type: 'boolean' } } });
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const env = { POWER_CUT_ROUNDS: values.rounds };
const command = tool('jest/bin/jest.js', 'bot/src/store/power-cut');
process.exitCode = (await runStep({ name: 'power cut', command, env, loud: true })) ? 0 : 1;
