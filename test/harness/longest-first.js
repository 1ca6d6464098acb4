const { default: TestSequencer } = require('@jest/test-sequencer');
const { isMarked } = require('../jest.transcripts.js');

/**
 * Begins with the transcripts that are marked `@long`, so that none of them is what everything waits for at the end. The
 * others in jest's own order: by what they took the last time, where that is known.
 */
module.exports = class LongestFirst extends TestSequencer {
  sort(tests) {
    const inItsOrder = super.sort.call(this, tests);
    const isLong = ({ path }) => isMarked(path, 'long');
    return [...inItsOrder.filter(isLong), ...inItsOrder.filter((test) => !isLong(test))];
  }
};
