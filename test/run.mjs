// `npm test`: installs and builds what is missing, then checks everything and plays the transcripts against real processes.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { root, runStep, tool } from './steps.mjs';

/** What a jest run counted, from the file that it wrote. */
function countsOf(file) {
  if (!existsSync(join(root, file))) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
    readFileSync(join(root, file), 'utf8'),
  );
  return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
}

async function main() {
  const prepared = await runStep({
    name: 'install and build',
    command: [process.execPath, 'sandbox/launcher/prepare.mjs'],
  });
  if (!prepared) return { passed: 0, failed: 1 };
  const chromium = await findChromium();
  const checked = await runStep({ name: 'check', command: [process.execPath, 'test/check.mjs'], loud: true });
  const played = await runStep({
    name: 'transcripts',
    command: tool(
      'jest/bin/jest.js',
      '--config',
      'test/jest.config.js',
      '--json',
      '--outputFile',
      'dist/.transcripts.json',
      ...process.argv.slice(2),
    ),
    env: { CHROMIUM: chromium },
    loud: true,
  });
  const whole = process.argv.length === 2;
  const held = await runStep({
    name: 'permissions',
    command: tool(
      'jest/bin/jest.js',
      '--config',
      'test/iam.jest.config.js',
      '--json',
      '--outputFile',
      'dist/.permissions.json',
    ),
    env: whole && played ? { WHOLE_SUITE: '1' } : {},
    loud: true,
  });
  const counts = ['dist/.specs.json', 'dist/.transcripts.json', 'dist/.permissions.json'].map(countsOf);
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failedTests = counts.reduce((sum, count) => sum + count.failed, 0);
  // A check that fails outside jest (types, lint, rules) is a failure that no test counted.
  const failed = checked && played && held ? failedTests : Math.max(1, failedTests);
  return { passed, failed };
}

try {
  const { passed, failed } = await main();
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
