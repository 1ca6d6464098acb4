/**
 * The black-box suite: real processes, which mostly wait, so that several transcripts run side by side. One that loads
 * the machine, or that measures how fast something is, begins with a comment that says `@alone` and why; jest runs those
 * one at a time, and no other meanwhile. One that takes minutes says `@long` and why, and begins early.
 */
const { quietAndAlone, TIMEOUT_MS, transcripts } = require('./jest.transcripts.js');

const { quiet, alone } = quietAndAlone();

module.exports = {
  rootDir: __dirname,
  // With three, two cores are busy for most of the time: starting a stack costs about three seconds of a core.
  maxWorkers: 3,
  testTimeout: TIMEOUT_MS,
  testSequencer: '<rootDir>/harness/longest-first.js',
  projects: [
    transcripts(quiet),
    { ...transcripts(alone), displayName: 'alone', runner: '<rootDir>/harness/serial-runner.js' },
  ],
};
