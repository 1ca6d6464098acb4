// Holds sandbox/COVERAGE.md to what the specs really called: it is a step of `npm run check`, after the specs.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './steps.mjs';

/** Every claim of the page: what was tried, and the spec that is said to have tried it. */
function claims() {
  const found = [];
  let service = '';
  for (const line of readFileSync(join(root, 'sandbox', 'COVERAGE.md'), 'utf8').split('\n')) {
    service = /^## (?:AWS )?([\w-]+):/.exec(line)?.[1].toLowerCase() ?? service;
    const [, name, spec] = /^\| ([\w.]+) \| .+ \| (\S+) \|$/.exec(line) ?? [];
    if (spec) found.push({ tried: `${service} ${name}`, spec });
  }
  return found;
}

/** What a spec wrote down when it ran last. */
function triedBy(spec) {
  const file = join(root, 'dist', '.calls', 'specs', spec.replaceAll('/', '+'));
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
}

const all = claims();
const hollow = all.filter(({ tried, spec }) => !triedBy(spec).includes(tried));
for (const { tried, spec } of hollow) {
  process.stderr.write(`COVERAGE.md says that ${spec} tried ${tried}; when it ran last it did not.\n`);
}
if (hollow.length > 0) {
  process.stderr.write('Mend the spec, or: npx jest sandbox/src && npm run -s coverage > sandbox/COVERAGE.md\n');
}
process.exitCode = all.length > 0 && hollow.length === 0 ? 0 : 1;
