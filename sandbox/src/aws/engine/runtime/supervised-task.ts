import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Clock, Timer } from '../../../kernel/clock';
import { CpuLimit } from './cpu-limit';
import { type GroupMeter, groupMeter } from './group-meter';
import { untilNext } from './in-step';
import { whenListening } from './listening-probe';
import { eachLine, type Launch } from './supervisor.protocol';

/** A process that never listens counts from here on: real ms after its start. */
const COUNTS_AFTER_MS = 15_000;
const MEMORY_CHECK_MS = 250;
/** What is longer is cut, so that a task cannot fill the sandbox's memory with one line. */
const LONGEST_LINE = 4096;
const OUT_OF_MEMORY = 'OutOfMemoryError: Container killed due to memory usage';

/** Told what becomes of a supervised task. */
export interface TaskWatcher {
  started(pid: number): void;
  counting(at: number): void;
  output(lines: readonly string[]): void;
  /** Called once, and nothing is called after it but `output`. */
  exited(exitCode: number, reason?: string): void;
}

/**
 * One task's process group under its limits. The command is the leader of a group of its own; when it ends, whatever is
 * left of its group is killed, as a container's processes are.
 */
export class SupervisedTask {
  private readonly child: ChildProcess;
  private readonly timers: Timer[] = [];
  private meter?: GroupMeter;
  private limit?: CpuLimit;
  private memoryTimer?: Timer;
  private outOfMemory = false;
  private ended = false;

  constructor(
    private readonly launch: Launch,
    port: number,
    private readonly watcher: TaskWatcher,
    private readonly clock: Clock,
    private readonly processors: number,
  ) {
    const [program = '', ...words] = launch.command;
    this.child = spawn(program === 'node' ? process.execPath : program, words, {
      cwd: launch.directory,
      env: { ...launch.environment, PORT: String(port) },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.once('error', (error) => this.end(127, `CannotStartContainerError: ${error.message}`));
    this.child.once('exit', (code, signal) => this.exit(code, signal));
    for (const stream of [this.child.stdout, this.child.stderr]) this.read(stream);
    if (this.child.pid !== undefined) this.begin(this.child.pid, port);
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

  private begin(pid: number, port: number): void {
    this.watcher.started(pid);
    this.meter = groupMeter(pid);
    this.checkMemory();
    const count = (): void => {
      probe.cancel();
      deadline.cancel();
      this.count();
    };
    const probe = whenListening(this.launch.host, port, this.clock, count);
    const deadline = this.clock.after(COUNTS_AFTER_MS, count);
    this.timers.push(probe, deadline);
  }

  private count(): void {
    const { meter } = this;
    if (!meter || this.ended) return;
    this.watcher.counting(this.clock.now());
    if (process.platform !== 'linux') return;
    const group = {
      cpuSeconds: () => meter.usage().cpuSeconds,
      roughCpuSeconds: () => meter.roughCpuSeconds(),
      pause: () => this.signal('SIGSTOP'),
      resume: () => this.signal('SIGCONT'),
    };
    this.limit = new CpuLimit(group, this.launch.cpuUnits / 1024, this.clock, this.processors);
  }

  private checkMemory(): void {
    if (this.ended) return;
    const used = this.meter?.usage().memoryBytes ?? 0;
    if (used > this.launch.memoryMiB * 1024 * 1024) {
      this.outOfMemory = true;
      this.kill();
    }
    this.memoryTimer = this.clock.after(untilNext(MEMORY_CHECK_MS, this.clock), () => this.checkMemory());
  }

  private exit(code: number | null, signal: NodeJS.Signals | null): void {
    this.kill();
    if (this.outOfMemory) return this.end(137, OUT_OF_MEMORY);
    this.end(code ?? 128 + (signal ? constants.signals[signal] : 0));
  }

  private end(exitCode: number, reason?: string): void {
    if (this.ended) return;
    this.ended = true;
    for (const timer of this.timers) timer.cancel();
    this.memoryTimer?.cancel();
    this.limit?.release();
    this.meter?.close();
    this.watcher.exited(exitCode, reason);
  }

  private signal(signal: NodeJS.Signals): void {
    if (this.child.pid === undefined || this.ended) return;
    try {
      process.kill(-this.child.pid, signal);
    } catch {
      // ESRCH: the whole group has ended, and its exit is on its way.
    }
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
