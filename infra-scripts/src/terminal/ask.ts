import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { Refusal } from './failure';

/**
 * Asks before something is changed.
 * @param question ends in a question mark
 * @returns whether the answer was yes; true without asking where `yes` was typed
 * @throws Refusal where nobody can be asked
 */
export async function confirm(question: string, { yes }: { yes: boolean }): Promise<boolean> {
  if (yes) return true;
  if (!process.stdin.isTTY) {
    throw new Refusal('Nothing was changed: nobody can be asked here. Add --yes to go on, or --dry-run to only look.');
  }
  const answer = await ask(`${question} [y/N] `, process.stderr);
  return /^y(es)?$/i.test(answer.trim());
}

/**
 * Asks for something that must not be seen: what is typed is not echoed.
 * @throws Refusal where nobody can be asked
 */
export async function askSecret(what: string): Promise<string> {
  if (!process.stdin.isTTY) throw new Refusal(`${what} is missing, and nobody can be asked for it here.`);
  process.stderr.write(`${what}: `);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const answer = await ask('', silent);
  process.stderr.write('\n');
  return answer.trim();
}

async function ask(prompt: string, output: NodeJS.WritableStream): Promise<string> {
  const lines = createInterface({ input: process.stdin, output, terminal: true });
  try {
    return await lines.question(prompt);
  } finally {
    lines.close();
  }
}
