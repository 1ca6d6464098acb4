import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const SOURCES = join(__dirname, '..', '..');
/** Where each spec writes down what it tried: `sandbox/COVERAGE.md` is made from that, and held to it. */
const FOLDER = join(SOURCES, '..', '..', 'dist', '.calls', 'specs');

let file: string | undefined;
const told = new Set<string>();

/**
 * Writes down that the running spec called something through the real wire, and that it was done.
 * @param service the service's name in a credential scope, or "slack"
 * @param operation of AWS or of the Web API
 */
export function recordTried(service: string, operation: string): void {
  const line = `${service} ${operation}\n`;
  if (told.has(line)) return;
  told.add(line);
  file ??= begin();
  appendFileSync(file, line);
}

/** A file of the spec's own, which begins anew with every run of it. */
function begin(): string {
  const spec = relative(SOURCES, expect.getState().testPath ?? '');
  mkdirSync(FOLDER, { recursive: true });
  const own = join(FOLDER, spec.replaceAll('/', '+'));
  writeFileSync(own, '');
  return own;
}
