/**
 * No circles between rooms, as they are built: specs and their doubles may look where the room itself may not, so they are
 * left out, and stand in a run of their own.
 */
const { options } = require('./.dependency-cruiser.cjs');

module.exports = {
  forbidden: [
    {
      name: 'no-circles-between-rooms',
      comment: 'Folders that need each other are one room in two places: move what both need to where it belongs.',
      severity: 'error',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
  ],
  options: { ...options, exclude: { path: [options.exclude.path, '\\.spec\\.tsx?$', '/spec/'] } },
};
