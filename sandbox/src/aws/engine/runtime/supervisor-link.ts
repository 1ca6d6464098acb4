import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { eachLine, type SupervisorOrder, type SupervisorReport } from './supervisor.protocol';

/** The sandbox's end of the pipe to its supervisor, which is started with the first order. */
export class SupervisorLink {
  private child?: ChildProcess;

  /**
   * @param nodeArguments what Node is started with.
   * @param onReport told what the supervisor reports.
   * @param onLost called when the supervisor ended without being asked to: its tasks must be given up.
   */
  constructor(
    private readonly nodeArguments: readonly string[],
    private readonly onReport: (report: SupervisorReport) => void,
    private readonly onLost: () => void,
  ) {}

  send(order: SupervisorOrder): void {
    this.child ??= this.start();
    this.child.stdin?.write(`${JSON.stringify(order)}\n`);
  }

  /** Closes the pipe. @returns once the supervisor has killed every task, seen it end and ended itself. */
  close(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.stdin?.end();
    });
  }

  private start(): ChildProcess {
    const child = spawn(process.execPath, [...this.nodeArguments], {
      detached: true,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.stdout?.setEncoding('utf8');
    const onLine = eachLine((line) => {
      if (this.child === child) this.onReport(JSON.parse(line) as SupervisorReport);
    });
    child.stdout?.on('data', onLine);
    child.stdin?.on('error', () => this.lose(child));
    child.once('exit', () => this.lose(child));
    return child;
  }

  private lose(child: ChildProcess): void {
    if (this.child !== child) return;
    this.child = undefined;
    this.onLost();
  }
}

/** The compiled supervisor beside this file. */
export const compiledSupervisor = (): string[] => ['--max-old-space-size=64', join(__dirname, 'supervisor.js')];
