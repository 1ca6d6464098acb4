const { readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');

/** How long a test, or what stands before it, may take on a slow machine. */
exports.TIMEOUT_MS = 180_000;

// It judges what the others did, so it runs after them, by iam.jest.config.js.
const LAST = 'iam.test.ts';

/** Whether a transcript's first comment has a mark, with the reason behind it: `@alone It measures …`. */
const isMarked = (file, mark) =>
  new RegExp(`^/\\*\\*(?:(?!\\*/)[^])*@${mark}\\s+[^\\s*]`).test(readFileSync(file, 'utf8'));
exports.isMarked = isMarked;

/** The names of all transcripts: those that stand side by side, and those that must be alone. */
exports.quietAndAlone = () => {
  const names = readdirSync(__dirname).filter((name) => name.endsWith('.test.ts') && name !== LAST);
  const isAlone = (name) => isMarked(path.join(__dirname, name), 'alone');
  return { quiet: names.filter((name) => !isAlone(name)), alone: names.filter(isAlone) };
};

/** jest's configuration of the transcripts of these names. */
exports.transcripts = (names) => ({
  rootDir: __dirname,
  testMatch: names.map((name) => `<rootDir>/${name}`),
  globalSetup: '<rootDir>/harness/global-setup.ts',
  transform: { '^.+\\.(t|j)s$': ['@swc/jest', require('../jest.swc.js')] },
});
