import type { RunningTask, TaskExit, TaskListener, TaskRun, TaskUsage } from '../task-runtime.port';
import { type GroupMeter, groupMeter } from './group-meter';

/** Lines of output that are kept of each task. */
const KEPT_LINES = 200;

/** What a task can ask of its runtime. */
export type StopTask = (timeoutMs: number) => void;

/** The sandbox's side of one task's process group. */
export class TaskProcess implements RunningTask {
  readonly taskArn: string;
  private counted?: { at: number; cpuSeconds: number };
  private process?: { pid: number; port: number; meter: GroupMeter; startedAt: number };
  private lastUsage: TaskUsage = { cpuSeconds: 0, memoryBytes: 0 };
  private lines: string[] = [];
  private over = false;

  constructor(
    readonly run: TaskRun,
    /** When the task was asked for, epoch ms. */
    readonly createdAt: number,
    private readonly listener: TaskListener,
    private readonly askStop: StopTask,
  ) {
    this.taskArn = run.taskArn;
  }

  countedSince(): number | undefined {
    return this.counted?.at;
  }

  usage(): TaskUsage {
    if (!this.process || this.over) return this.lastUsage;
    const { cpuSeconds, memoryBytes } = this.process.meter.usage();
    this.lastUsage = { cpuSeconds: this.counted ? cpuSeconds - this.counted.cpuSeconds : 0, memoryBytes };
    return this.lastUsage;
  }

  stop(timeoutMs: number): void {
    if (!this.over) this.askStop(timeoutMs);
  }

  /** The loopback port the task was given, while its process lives. */
  port(): number | undefined {
    return this.over ? undefined : this.process?.port;
  }

  /** Process group of the task, while it lives. */
  group(): number | undefined {
    return this.over ? undefined : this.process?.pid;
  }

  /** Epoch ms at which the process was spawned. */
  startedAt(): number | undefined {
    return this.process?.startedAt;
  }

  /** The newest lines it wrote, oldest first. */
  output(): readonly string[] {
    return this.lines;
  }

  started(pid: number, port: number, at: number): void {
    this.process = { pid, port, meter: groupMeter(pid), startedAt: at };
    this.listener.started();
  }

  counting(at: number): void {
    this.counted = { at, cpuSeconds: this.process?.meter.usage().cpuSeconds ?? 0 };
  }

  wrote(lines: readonly string[]): void {
    this.lines = [...this.lines, ...lines].slice(-KEPT_LINES);
    this.listener.wrote(lines);
  }

  exited(exit: TaskExit): void {
    if (this.over) return;
    this.give();
    this.listener.exited(exit);
  }

  /** The runtime is closing: nobody is told of the end any more. */
  give(): void {
    this.over = true;
    this.process?.meter.close();
  }
}
