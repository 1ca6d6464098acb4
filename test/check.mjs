// `npm run check`: everything that needs no running process. Types, format, lint, the house's rules, dead code, specs.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, runStep, tool } from './steps.mjs';

const PROGRAMS = ['bot', 'primes-api', 'sandbox', 'sandbox/src/slack/page', 'infra-scripts', 'test'];
const tsc = (program) => ({
  name: `types of ${program}`,
  command: tool('typescript/bin/tsc', '--noEmit', '-p', program),
});

/** Two lanes, because the specs alone take as long as all the rest. */
const LANES = [
  [
    ...PROGRAMS.map(tsc),
    { name: 'format', command: tool('oxfmt/bin/oxfmt', '--check', '.') },
    { name: 'lint', command: tool('oxlint/bin/oxlint', '--type-aware') },
    {
      name: 'who imports whom',
      command: tool(
        'dependency-cruiser/bin/dependency-cruise.mjs',
        '--config',
        '.dependency-cruiser.cjs',
        'bot/src',
        'primes-api/src',
        'sandbox',
        'infra-scripts',
        'test',
      ),
    },
    { name: 'dead code and dependencies', command: tool('knip/bin/knip.js') },
  ],
  [
    {
      name: 'specs',
      command: tool(
        'jest/bin/jest.js',
        '--maxWorkers',
        '1',
        '--json',
        '--outputFile',
        'dist/.specs.json',
        ...process.argv.slice(2),
      ),
    },
  ],
];

mkdirSync(join(root, 'dist'), { recursive: true });
// Types, rules and specs of infra-scripts need its packages, which npm start does without.
const prepared = await runStep({
  name: 'packages and build of infra-scripts',
  command: [process.execPath, 'infra-scripts/run.mjs'],
});
if (!prepared) process.exit(1);
const results = await Promise.all(
  LANES.map(async (lane) => {
    const passed = [];
    for (const step of lane) passed.push(await runStep(step));
    return passed;
  }),
);
process.exitCode = results.flat().every(Boolean) ? 0 : 1;
