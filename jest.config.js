/** Unit specs stand beside the code they specify; the black-box suite has its own configuration in test/. */
module.exports = {
  rootDir: __dirname,
  roots: ['<rootDir>/bot/src', '<rootDir>/primes-api/src', '<rootDir>/sandbox/src', '<rootDir>/infra-scripts'],
  testMatch: ['**/*.spec.ts'],
  transform: { '^.+\\.(t|j|mj)sx?$': ['@swc/jest', require('./jest.swc.js')] },
  transformIgnorePatterns: ['/node_modules/(?!@nestjs/)'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testTimeout: 20_000,
};
