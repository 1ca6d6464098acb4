import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { coverageText } from './proof/coverage';
import { triedIn } from './proof/tried';

/** Where specs write down what they tried; this file stands in `dist/sandbox/src` once compiled. */
const TRIED = join(__dirname, '..', '..', '.calls', 'specs');
const SOURCES = join(__dirname, '..', '..', '..', 'sandbox', 'src');

try {
  process.stdout.write(coverageText(triedIn(TRIED, (spec) => existsSync(join(SOURCES, spec)))));
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
