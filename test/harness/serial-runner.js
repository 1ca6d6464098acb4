const { default: TestRunner } = require('jest-runner');

/** Runs its test files one after the other, however many workers there are; jest looks at this member. */
module.exports = class SerialRunner extends TestRunner {
  isSerial = true;
};
