import type { ContainerExit, ContainerListener, ContainerRun, RunningContainer, TaskUsage } from '../task-runtime.port';
import { type GroupMeter, groupMeter } from './group-meter';

/** Lines of output that are kept of each container. */
const KEPT_LINES = 200;

/** What a container asks of its runtime. */
export interface ContainerOrders {
  stop(timeoutMs: number): void;
  check(number: number, command: readonly string[], timeoutMs: number): void;
}

/** The sandbox's side of one container's process group: of one run of it, where it is started again. */
export class ContainerProcess implements RunningContainer {
  private counted?: number;
  private process?: { pid: number; meter: GroupMeter; startedAt: number };
  private lastUsage: TaskUsage = { cpuSeconds: 0, memoryBytes: 0 };
  private lines: string[] = [];
  private lastCheck = 0;
  private readonly checks = new Map<number, (passed: boolean) => void>();
  private over = false;

  constructor(
    readonly run: ContainerRun,
    private readonly listener: ContainerListener,
    private readonly ask: ContainerOrders,
  ) {}

  countedSince(): number | undefined {
    return this.counted;
  }

  /** Since the process began. */
  usage(): TaskUsage {
    if (this.process && !this.over) this.lastUsage = this.process.meter.usage();
    return this.lastUsage;
  }

  stop(timeoutMs: number): void {
    if (!this.over) this.ask.stop(timeoutMs);
  }

  check(command: readonly string[], timeoutMs: number, done: (passed: boolean) => void): void {
    if (this.over) return;
    const number = ++this.lastCheck;
    this.checks.set(number, done);
    this.ask.check(number, command, timeoutMs);
  }

  /** Whether its end has not been heard of yet. */
  get living(): boolean {
    return !this.over;
  }

  /** Process group of the container, while it lives. */
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

  started(pid: number, at: number): void {
    this.process = { pid, meter: groupMeter(pid), startedAt: at };
    this.listener.started();
  }

  counting(at: number): void {
    this.counted = at;
  }

  wrote(lines: readonly string[]): void {
    this.lines = [...this.lines, ...lines].slice(-KEPT_LINES);
    this.listener.wrote(lines);
  }

  checked(number: number, passed: boolean): void {
    const done = this.checks.get(number);
    this.checks.delete(number);
    if (!this.over) done?.(passed);
  }

  exited(exit: ContainerExit): void {
    if (this.over) return;
    this.give();
    this.listener.exited(exit);
  }

  /** Nobody is told of its end any more. */
  give(): void {
    this.lastUsage = { ...this.usage(), memoryBytes: 0 };
    this.over = true;
    this.process?.meter.close();
  }
}
