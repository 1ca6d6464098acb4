import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

export const ROOT = join(__dirname, '..', '..');

/** A built program of the project that says how it is in lines of JSON, from its start to its end. */
export class Program {
  private readonly lines: Record<string, unknown>[] = [];
  private readonly heard: (() => void)[] = [];
  private errors = '';

  private constructor(private readonly child: ChildProcess) {
    createInterface({ input: child.stdout! }).on('line', (line) => this.hear(line));
    child.stderr!.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
  }

  /**
   * @param file from the root
   * @param variables the whole environment, but for PATH and HOME
   * @param cwd a folder from the root
   */
  static start(file: string, variables: Record<string, string>, cwd = '.'): Program {
    const { PATH = '', HOME = '' } = process.env;
    return new Program(
      spawn(process.execPath, [join(ROOT, file)], {
        cwd: join(ROOT, cwd),
        env: { PATH, HOME, ...variables },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
  }

  /** What it printed on standard error, and in lines of JSON on standard output. */
  said(): string {
    return [this.errors, ...this.lines.map((line) => JSON.stringify(line))].join('\n');
  }

  /**
   * Waits for the first line that has this member, and answers the member.
   * @throws Error with what it said, when it ends before
   */
  async tells<T>(member: string): Promise<T> {
    const found = () => this.lines.find((line) => member in line);
    while (!found()) {
      if (this.child.exitCode !== null)
        throw new Error(`It ended with exit code ${this.child.exitCode}.\n${this.said()}`);
      await new Promise<void>((resolve) => {
        this.heard.push(resolve);
        this.child.once('exit', resolve);
      });
    }
    return found()![member] as T;
  }

  /** Asks it to end, and resolves once it has. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    // What stands still is to hear of it.
    this.thaw();
    await ended;
  }

  /** Ends it as nothing can prepare for, and resolves once it is gone. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await ended;
  }

  /** It stands still, with all its sockets open, until `thaw`. */
  freeze(): void {
    this.child.kill('SIGSTOP');
  }

  /** It goes on as if nothing had been. */
  thaw(): void {
    this.child.kill('SIGCONT');
  }

  private hear(line: string): void {
    this.lines.push(JSON.parse(line) as Record<string, unknown>);
    for (const resolve of this.heard.splice(0)) resolve();
  }
}
