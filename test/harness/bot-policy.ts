import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export interface PolicyStatement {
  Sid: string;
  Effect: string;
  Action: string[];
  Resource: string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

const ROOT = join(__dirname, '..', '..');

/** Runs the built bot's `iam` command, as `npm run -s iam --` does. */
export function printIam(...words: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ['dist/bot/src/cli/print-iam.js', ...words], { cwd: ROOT, encoding: 'utf8' });
}

/**
 * The statements of the policy that it prints.
 * @throws Error with what it said, when it prints none
 */
export function botPolicy(...words: string[]): PolicyStatement[] {
  const { status, stdout, stderr } = printIam(...words);
  if (status !== 0) throw new Error(`print-iam ended with ${status}: ${stderr}`);
  return (JSON.parse(stdout) as { Statement: PolicyStatement[] }).Statement;
}
