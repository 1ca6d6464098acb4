/** What comes after the transcripts: the calls that they made, held to the policies that the bot prints. */
const { transcripts } = require('./jest.transcripts.js');

module.exports = { ...transcripts(['iam.test.ts']), globalSetup: undefined };
