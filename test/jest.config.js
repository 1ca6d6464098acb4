/** The black-box suite: real processes, one file at a time. `npm test` runs it after everything else. */
module.exports = {
  rootDir: __dirname,
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\.(t|j)s$': ['@swc/jest', require('../jest.swc.js')] },
  maxWorkers: 1,
  testTimeout: 180_000,
};
