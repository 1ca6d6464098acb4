import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Clock, Timer } from '../../../kernel/clock';
import { type GroupMeter, groupMeter } from './group-meter';
import { type RunningCheck, runCheck } from './health-command';
import { whenListening } from './listening-probe';
import { startFailure } from './start-failure';
import { eachLine, type Launch } from './supervisor.protocol';

/** A process that never listens counts from here on: real ms after its start. */
const COUNTS_AFTER_MS = 15_000;
/** What is longer is cut, so that a container cannot fill the sandbox's memory with one line. */
const LONGEST_LINE = 4096;
const OUT_OF_MEMORY = 'OutOfMemoryError: Container killed due to memory usage';

/** Told what becomes of a supervised container. */
export interface ContainerWatcher {
  started(pid: number): void;
  counting(at: number): void;
  output(lines: readonly string[]): void;
  /** Called once, and nothing is called after it but `output`. */
  exited(exitCode?: number, reason?: string): void;
}

/**
 * One container's process group. The command is the leader of a group of its own; when it ends, whatever is left of its
 * group is killed, as a container's processes are.
 */
export class SupervisedContainer {
  private readonly child: ChildProcess;
  private readonly timers: Timer[] = [];
  private readonly checks = new Set<RunningCheck>();
  private meter?: GroupMeter;
  private outOfMemory = false;
  private ended = false;

  constructor(
    readonly launch: Launch,
    host: string,
    private readonly watcher: ContainerWatcher,
    private readonly clock: Clock,
  ) {
    const [program = '', ...words] = launch.command;
    this.child = spawn(program === 'node' ? process.execPath : program, words, {
      cwd: launch.directory,
      env: launch.environment,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.once('error', (error) => this.failed(error, program));
    this.child.once('exit', (code, signal) => this.exit(code, signal));
    for (const stream of [this.child.stdout, this.child.stderr]) this.read(stream);
    if (this.child.pid !== undefined) this.begin(this.child.pid, host);
  }

  cpuSeconds(): number {
    return this.meter?.usage().cpuSeconds ?? 0;
  }

  roughCpuSeconds(): number {
    return this.meter?.roughCpuSeconds() ?? 0;
  }

  memoryBytes(): number {
    return this.meter?.usage().memoryBytes ?? 0;
  }

  /** @param done told whether the command ended with 0 in time, unless the container ends first */
  check(command: readonly string[], timeoutMs: number, done: (passed: boolean) => void): void {
    if (this.ended) return;
    const check = runCheck(this.launch, command, timeoutMs, this.clock, (passed) => {
      this.checks.delete(check);
      done(passed);
    });
    this.checks.add(check);
  }

  /** SIGTERM now, SIGKILL after `timeoutMs`. A paused group gets the signal as soon as its next period lets it run. */
  stop(timeoutMs: number): void {
    this.signal('SIGTERM');
    this.signal('SIGCONT');
    this.timers.push(this.clock.after(timeoutMs, () => this.kill()));
  }

  /** SIGKILL to the whole group, paused or not. */
  kill(): void {
    this.signal('SIGKILL');
    this.signal('SIGCONT');
  }

  killForMemory(): void {
    this.outOfMemory = true;
    this.kill();
  }

  signal(signal: NodeJS.Signals): void {
    if (this.child.pid === undefined || this.ended) return;
    try {
      process.kill(-this.child.pid, signal);
    } catch {
      // ESRCH: the whole group has ended, and its exit is on its way.
    }
  }

  private begin(pid: number, host: string): void {
    this.watcher.started(pid);
    this.meter = groupMeter(pid);
    const count = (): void => {
      probe.cancel();
      deadline.cancel();
      if (!this.ended) this.watcher.counting(this.clock.now());
    };
    const probe = whenListening(host, this.launch.port, this.clock, count);
    const deadline = this.clock.after(COUNTS_AFTER_MS, count);
    this.timers.push(probe, deadline);
  }

  private failed(error: Error, program: string): void {
    const { line, exitCode, reason } = startFailure(error, program, this.launch.directory);
    if (line !== undefined) this.watcher.output([line]);
    this.end(exitCode, reason);
  }

  private exit(code: number | null, signal: NodeJS.Signals | null): void {
    this.kill();
    if (this.outOfMemory) return this.end(137, OUT_OF_MEMORY);
    this.end(code ?? 128 + (signal ? constants.signals[signal] : 0));
  }

  private end(exitCode?: number, reason?: string): void {
    if (this.ended) return;
    this.ended = true;
    for (const timer of this.timers) timer.cancel();
    for (const check of this.checks) check.abandon();
    this.watcher.exited(exitCode, reason);
    this.meter?.close();
  }

  private read(stream: NodeJS.ReadableStream | null): void {
    let lines: string[] = [];
    const collect = eachLine((line) => lines.push(line.slice(0, LONGEST_LINE)));
    stream?.setEncoding('utf8');
    stream?.on('data', (chunk: string) => {
      collect(chunk);
      if (lines.length > 0) this.watcher.output(lines);
      lines = [];
    });
  }
}
