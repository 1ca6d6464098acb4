/**
 * The black-box suite: real processes, which mostly wait, so that several transcripts run side by side. One that loads
 * the machine, or that measures how fast something is, begins with a comment that says `@alone` and why; those run after
 * the others, one at a time. One that takes minutes says `@long` and why, and begins early.
 */
const { quietAndAlone, TIMEOUT_MS, transcripts } = require('./jest.transcripts.js');

const { quiet, alone } = quietAndAlone();

module.exports = {
  maxWorkers: 3,
  testTimeout: TIMEOUT_MS,
  testSequencer: '<rootDir>/harness/longest-first.js',
  rootDir: __dirname,
  projects: [
    transcripts(quiet),
    { ...transcripts(alone), displayName: 'alone', runner: '<rootDir>/harness/serial-runner.js' },
  ],
};
