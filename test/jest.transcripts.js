const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

/** After `@alone` in a transcript's first comment stands why nothing else may run beside it. */
const ALONE = /^\/\*\*(?:(?!\*\/)[^])*@alone\s+[^\s*]/;
// It judges what the others did, so it runs after them, by iam.jest.config.js.
const LAST = 'iam.test.ts';

/** The names of all transcripts: those that stand side by side, and those that must be alone. */
exports.quietAndAlone = () => {
  const names = readdirSync(__dirname).filter((name) => name.endsWith('.test.ts') && name !== LAST);
  const isAlone = (name) => ALONE.test(readFileSync(join(__dirname, name), 'utf8'));
  return { quiet: names.filter((name) => !isAlone(name)), alone: names.filter(isAlone) };
};

/** How long a test, or what stands before it, may take on a slow machine. */
exports.TIMEOUT_MS = 180_000;

/** jest's configuration of the transcripts of these names. */
exports.transcripts = (names) => ({
  rootDir: __dirname,
  testMatch: names.map((name) => `<rootDir>/${name}`),
  globalSetup: '<rootDir>/harness/global-setup.ts',
  transform: { '^.+\\.(t|j)s$': ['@swc/jest', require('../jest.swc.js')] },
});
