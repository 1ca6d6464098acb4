/* Lets a plain `node --require` run this project's TypeScript, so that specs start the store's own source in another process. */
const { transformFileSync } = require('@swc/core');
const options = require('../../../../jest.swc.js');

require.extensions['.ts'] = (module, file) => {
  const { code } = transformFileSync(file, { ...options, sourceMaps: false });
  module['_compile'](code, file);
};
