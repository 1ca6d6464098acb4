/** The black-box suite: real processes, one file at a time. `npm test` runs it after everything else. */
module.exports = {
  rootDir: __dirname,
  testMatch: ['**/*.test.ts'],
  // It judges what the others did, so it runs after them, by iam.jest.config.js.
  testPathIgnorePatterns: ['/iam\\.test\\.ts$'],
  globalSetup: '<rootDir>/harness/global-setup.ts',
  transform: { '^.+\\.(t|j)s$': ['@swc/jest', require('../jest.swc.js')] },
  maxWorkers: 1,
  testTimeout: 180_000,
};
