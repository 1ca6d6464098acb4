// The programs that `npm start` runs, from their start to their end.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** How long a program may take to end by itself, before it is ended. */
const GRACE_MS = 8_000;

/** All programs started so far; when one ends unasked, all end. */
export class Children {
  #children = [];
  #ending;

  /** @param {(name: string, how: string) => void} onLoss told when a program ends that was not asked to */
  constructor(onLoss) {
    this.onLoss = onLoss;
  }

  /**
   * Starts `node file`.
   * @param {{ name: string, file: string, cwd: string, env: Record<string, string | undefined>, onLine: (line: string) => void }} program
   *   `onLine` gets each line that it prints on standard output; standard error is passed through
   */
  start({ name, file, cwd, env, onLine }) {
    const child = spawn(process.execPath, [file], { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = new Promise((resolve) => {
      child.once('error', (error) => resolve(`could not be started: ${error.message}`));
      child.once('exit', (code, signal) => resolve(`ended with ${signal ?? `exit code ${code}`}`));
    });
    createInterface({ input: child.stdout }).on('line', onLine);
    this.#children.push({ child, ended });
    void this.#watch(name, ended);
  }

  async #watch(name, ended) {
    const how = await ended;
    if (!this.#ending) this.onLoss(name, how);
  }

  /** Asks every program to end, the last started first, and resolves when all have. */
  end() {
    this.#ending ??= this.#endAll();
    return this.#ending;
  }

  async #endAll() {
    for (const { child, ended } of this.#children.toReversed()) {
      child.kill('SIGTERM');
      const killer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS / this.#children.length);
      await ended;
      clearTimeout(killer);
    }
  }
}
