/** What comes after the transcripts: the calls that they made, held to the policies that the bot prints. */
const transcripts = require('./jest.config.js');

module.exports = { ...transcripts, testMatch: ['**/iam.test.ts'], testPathIgnorePatterns: [], globalSetup: undefined };
