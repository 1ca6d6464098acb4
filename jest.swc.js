const { readFileSync } = require('node:fs');
const path = require('node:path');

/** The build's own transform, less its exclusions: specs are compiled just as production code is. */
const {
  exclude: _exclude,
  $schema: _schema,
  ...options
} = JSON.parse(readFileSync(path.join(__dirname, '.swcrc'), 'utf8'));
module.exports = { ...options, swcrc: false };
