// `npm test`: installs and builds what is missing, then checks everything and plays the transcripts against real processes.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { slowestOf } from './durations.mjs';
import { root, runStep, tool } from './steps.mjs';

const SPECS = 'dist/.specs.json';
const TRANSCRIPTS = 'dist/.transcripts.json';
const PERMISSIONS = 'dist/.permissions.json';
const POSTGRES = 'dist/.postgres.json';
const REPORTS = [SPECS, POSTGRES, TRANSCRIPTS, PERMISSIONS];
const say = (line) => process.stdout.write(`${line}\n`);

/** What a jest run counted, from the file that it wrote. */
function countsOf(file) {
  if (!existsSync(join(root, file))) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
    readFileSync(join(root, file), 'utf8'),
  );
  return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
}

const jest = (config, report, ...words) =>
  tool('jest/bin/jest.js', '--config', config, '--json', '--outputFile', report, ...words);

/** Installs and builds before anything runs side by side, so that nothing is built while something else runs on it. */
async function prepare() {
  const build = { name: 'install and build', command: [process.execPath, 'sandbox/launcher/prepare.mjs'] };
  const infra = { name: 'install and build infra-scripts', command: [process.execPath, 'infra-scripts/run.mjs'] };
  return (await runStep(build)) && (await runStep(infra));
}

async function main() {
  // What an earlier run counted is not to be taken for what this one does.
  for (const report of REPORTS) rmSync(join(root, report), { force: true });
  if (!(await prepare())) return { passed: 0, failed: 1 };
  const chromium = await findChromium();
  const checked = await runStep({ name: 'check', command: [process.execPath, 'test/check.mjs'], loud: true });
  const transcripts = {
    name: 'transcripts',
    command: jest('test/jest.config.js', TRANSCRIPTS, ...process.argv.slice(2)),
    env: { CHROMIUM: chromium },
    loud: true,
  };
  // The rest of them the check has run.
  const postgres = {
    name: 'specs of the store on a PostgreSQL',
    command: jest('jest.config.js', POSTGRES, '--maxWorkers', '1', '-t', 'PostgreSQL', 'bot/src/store'),
    env: { SPEC_POSTGRES: '1' },
  };
  const [played, served] = await Promise.all([runStep(transcripts), runStep(postgres)]);
  const whole = process.argv.length === 2;
  const held = await runStep({
    name: 'permissions',
    command: jest('test/iam.jest.config.js', PERMISSIONS),
    env: whole && played ? { WHOLE_SUITE: '1' } : {},
    loud: true,
  });
  const counts = REPORTS.map(countsOf);
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failedTests = counts.reduce((sum, count) => sum + count.failed, 0);
  // A check that fails outside jest (types, lint, rules) is a failure that no test counted.
  const failed = checked && played && served && held ? failedTests : Math.max(1, failedTests);
  return { passed, failed };
}

try {
  const { passed, failed } = await main();
  say(`\nThe slowest files:\n${slowestOf(REPORTS).join('\n')}`);
  say(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
