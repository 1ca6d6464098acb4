// How long each file of tests took, from what jest wrote down.
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './steps.mjs';

const SHOWN = 10;

/**
 * The files that took longest, a line for each: "102.4 s  test/infra.test.ts".
 * @param {string[]} reports paths of jest's reports, from the root
 */
export function slowestOf(reports) {
  const files = reports
    .filter((report) => existsSync(join(root, report)))
    .flatMap((report) => JSON.parse(readFileSync(join(root, report), 'utf8')).testResults)
    .map(({ name, startTime, endTime }) => ({ name: relative(root, name), seconds: (endTime - startTime) / 1000 }));
  return files
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, SHOWN)
    .map(({ name, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${name}`);
}
