// `npm run check`: everything that needs no running process. Types, format, lint, the house's rules, dead code, specs.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, runStep, tool } from './steps.mjs';

const PROGRAMS = ['bot/src', 'primes-api/src', 'sandbox', 'infra-scripts', 'test'];
const imports = (rules) => tool('dependency-cruiser/bin/dependency-cruise.mjs', '--config', rules, ...PROGRAMS);

/** Two lanes, because the specs alone take longer than all the rest. */
const LANES = [
  [
    { name: 'format', command: tool('oxfmt/bin/oxfmt', '--check', '.') },
    // The types of every program, each by its own tsconfig: what tsc says, in a fifth of its time.
    { name: 'lint and types', command: tool('oxlint/bin/oxlint', '--type-aware', '--type-check') },
    { name: 'who imports whom', command: imports('.dependency-cruiser.cjs') },
    { name: 'no circles between rooms', command: imports('.dependency-cruiser.rooms.cjs') },
    { name: 'dead code and dependencies', command: tool('knip/bin/knip.js') },
    // What only its own spec uses is dead too.
    { name: 'dead code but for specs', command: tool('knip/bin/knip.js', '--production', '--exclude', 'dependencies') },
  ],
  [
    {
      name: 'specs',
      command: tool(
        'jest/bin/jest.js',
        '--maxWorkers',
        '2',
        '--json',
        '--outputFile',
        'dist/.specs.json',
        ...process.argv.slice(2),
      ),
    },
    // Some of the specs alone prove nothing about what all of them called.
    ...(process.argv.length === 2 ? [{ name: 'coverage', command: [process.execPath, 'test/coverage.mjs'] }] : []),
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
