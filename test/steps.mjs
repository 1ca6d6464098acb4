// Runs commands as named steps, quiet while they succeed.
import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const say = (line) => process.stdout.write(`${line}\n`);

/**
 * Runs `command`; what it printed is shown when it fails, or always where `loud`.
 * @param {{ name: string, command: string[], loud?: boolean, env?: Record<string, string> }} step
 * @returns {Promise<boolean>} whether it succeeded
 */
export async function runStep({ name, command: [program, ...words], loud, env }) {
  const began = Date.now();
  const child = spawn(program, words, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: loud ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (printed += chunk));
  const code = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', resolve);
  });
  say(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  if (code !== 0 && !loud) say(printed.trimEnd());
  return code === 0;
}

/** A command of a package that is installed here. @param {string} path the script, below node_modules */
export const tool = (path, ...words) => [process.execPath, `node_modules/${path}`, ...words];
