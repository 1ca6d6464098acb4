// The programs that `npm start` runs, from their start to their end.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** How long a program may take to end by itself, before it is ended. */
const GRACE_MS = 8_000;

const endWithLauncher = new URL('end-with-launcher.mjs', import.meta.url).href;

/** All programs that run; what becomes of the others when one ends unasked is its `onLoss` to say. */
export class Children {
  #children = [];
  #ending;

  /**
   * Starts `node file`, to end with this process at the latest.
   * @param {{ file: string, cwd: string, env: Record<string, string | undefined>, onLine: (line: string) => void, onLoss: (how: string) => void }} program
   *   `onLine` gets each line that it prints on standard output, `onLoss` how it ended when it was not asked to; standard error is passed through
   */
  start({ file, cwd, env, onLine, onLoss }) {
    if (this.#ending) return;
    const stdio = ['ignore', 'pipe', 'inherit', 'pipe'];
    const program = spawn(process.execPath, ['--import', endWithLauncher, file], { cwd, env, stdio });
    const ended = new Promise((resolve) => {
      program.once('error', (error) => resolve(`could not be started: ${error.message}`));
      program.once('exit', (code, signal) => resolve(`ended with ${signal ?? `exit code ${code}`}`));
    });
    program.stdio[3].on('error', () => program.stdio[3].destroy());
    createInterface({ input: program.stdout }).on('line', onLine);
    const child = { process: program, ended };
    this.#children.push(child);
    void this.#watch(child, onLoss);
  }

  async #watch(child, onLoss) {
    const how = await child.ended;
    if (this.#ending) return;
    this.#children = this.#children.filter((other) => other !== child);
    onLoss(how);
  }

  /** Asks every program to end, the last started first, and resolves when all have. */
  end() {
    this.#ending ??= this.#endAll();
    return this.#ending;
  }

  async #endAll() {
    for (const { process: child, ended } of this.#children.toReversed()) {
      child.kill('SIGTERM');
      const killer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS / this.#children.length);
      await ended;
      clearTimeout(killer);
    }
  }
}
