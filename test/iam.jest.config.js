/** What comes after the transcripts: the calls that they made, held to the policies that the bot prints. */
const { TIMEOUT_MS, transcripts } = require('./jest.transcripts.js');

module.exports = { ...transcripts(['iam.test.ts']), globalSetup: undefined, testTimeout: TIMEOUT_MS };
