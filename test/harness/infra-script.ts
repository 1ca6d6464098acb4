import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { ReadyLine } from './stack';

/** How a script ended and what it said. */
export interface ScriptRun {
  code: number | null;
  /** Standard output: what was asked for. */
  printed: string;
  /** Standard error: progress, and the sentence where it fails. */
  said: string;
}

/**
 * Runs one of the infra-scripts against a running sandbox, as somebody without a terminal does: nobody can be asked.
 * @param variables environment variables over those of this process
 * @param script "clean-discovery": what `npm run` calls it
 */
export function infraScript(
  { aws, variables }: Pick<ReadyLine, 'aws'> & { variables?: Record<string, string> },
  script: string,
  ...words: string[]
): Promise<ScriptRun> {
  const child = spawn(process.execPath, [join('infra-scripts', 'run.mjs'), script, '--sandbox', ...words], {
    cwd: join(__dirname, '..', '..'),
    env: { ...process.env, ...variables, SANDBOX_AWS_PORT: new URL(aws).port },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const run = { printed: '', said: '' };
  child.stdout.on('data', (chunk: Buffer) => (run.printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (run.said += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ ...run, code }));
  });
}
