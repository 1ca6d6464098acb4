import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, copyFileSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pathIn } from '../engines/sqlite.engine';

const DEADLINE_MS = 60_000;

/** For specs: another process that commits, which can be stopped in the middle of whatever it is at. */
export class Committing {
  private constructor(
    private readonly child: ChildProcess,
    private readonly dataDir: string,
    private readonly printed: string,
  ) {}

  /**
   * @param tracer what the process is started under: `['strace', '-f']`
   * @param folder where what it acknowledges is printed to: what is in there was acknowledged, however it ends
   */
  static start(dataDir: string, folder: string, tracer: readonly string[] = []): Committing {
    const printed = join(folder, `acknowledged-${process.hrtime.bigint()}`);
    const file = openSync(printed, 'a');
    const program = ['--require', join(__dirname, 'typescript.cjs'), join(__dirname, 'committer.ts'), dataDir];
    const [command = '', ...words] = [...tracer, process.execPath, ...program];
    const child = spawn(command, words, { stdio: ['pipe', file, 'inherit'] });
    closeSync(file);
    return new Committing(child, dataDir, printed);
  }

  /** The number of the last commit that was acknowledged; -1 where none was. */
  acknowledged(): number {
    const lines = readFileSync(this.printed, 'utf8').split('\n');
    return lines.length < 2 ? -1 : Number(lines.at(-2));
  }

  /** Resolves as soon as it has acknowledged so many more. */
  async more(commits: number): Promise<void> {
    const wanted = this.acknowledged() + commits;
    await this.until(`${commits} more commits`, () => this.acknowledged() >= wanted);
  }

  /**
   * Stops it where it is, and copies the file and its log as they stand then in the operating system's memory.
   * @param to a new folder
   * @returns what had been acknowledged by then
   */
  async copy(to: string): Promise<number> {
    this.child.kill('SIGSTOP');
    await this.until('it stands still', () =>
      /^\d+ \(.*\) [Tt] /.test(readFileSync(`/proc/${this.child.pid}/stat`, 'utf8')),
    );
    const acknowledged = this.acknowledged();
    mkdirSync(to);
    for (const suffix of ['', '-wal'])
      if (existsSync(pathIn(this.dataDir) + suffix)) copyFileSync(pathIn(this.dataDir) + suffix, pathIn(to) + suffix);
    this.child.kill('SIGCONT');
    return acknowledged;
  }

  /** Ends it as nothing can prepare for, and resolves once it is gone. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }

  private async until(what: string, isSo: () => boolean): Promise<void> {
    const deadline = performance.now() + DEADLINE_MS;
    while (!isSo()) {
      if (this.child.exitCode !== null) throw new Error(`It ended with exit code ${this.child.exitCode}.`);
      if (performance.now() > deadline) throw new Error(`It took too long until there were ${what}.`);
      await setImmediate();
    }
  }
}
