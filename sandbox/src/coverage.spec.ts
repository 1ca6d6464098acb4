import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { coverageText } from './coverage';

test('COVERAGE.md says what the code serves: npm run -s coverage > sandbox/COVERAGE.md', () => {
  expect(readFileSync(join(__dirname, '..', 'COVERAGE.md'), 'utf8')).toBe(coverageText());
});
