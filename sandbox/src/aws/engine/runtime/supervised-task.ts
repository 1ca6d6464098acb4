import type { Clock, Timer } from '../../../kernel/clock';
import { CpuLimit } from './cpu-limit';
import { untilNext } from './in-step';
import { type ContainerWatcher, SupervisedContainer } from './supervised-container';
import type { Launch, TaskLimits } from './supervisor.protocol';

const MEMORY_CHECK_MS = 250;
const MIB = 1024 * 1024;

/** One task's containers under the limits they share. */
export class SupervisedTask {
  private readonly containers = new Map<string, SupervisedContainer>();
  /** CPU seconds of containers that have ended. */
  private endedSeconds = 0;
  private limit?: CpuLimit;
  /** The CPU limit has the task stand still. */
  private held = false;
  private memoryTimer?: Timer;

  constructor(
    private readonly limits: TaskLimits,
    readonly ports: readonly number[],
    private readonly clock: Clock,
    private readonly processors: number,
  ) {}

  /** Whether any container of it runs. */
  get alive(): boolean {
    return this.containers.size > 0;
  }

  start(name: string, launch: Launch, watcher: ContainerWatcher): void {
    const container = new SupervisedContainer(
      launch,
      this.limits.host,
      {
        ...watcher,
        counting: (at) => {
          watcher.counting(at);
          if (name === this.limits.serving) this.count();
        },
        exited: (...exit) => {
          this.endedSeconds += container.cpuSeconds();
          this.containers.delete(name);
          watcher.exited(...exit);
        },
      },
      this.clock,
    );
    this.containers.set(name, container);
    if (this.held) container.signal('SIGSTOP');
    this.memoryTimer ??= this.checkMemorySoon();
  }

  stop(name: string, timeoutMs: number): void {
    this.containers.get(name)?.stop(timeoutMs);
  }

  check(name: string, command: readonly string[], timeoutMs: number, done: (passed: boolean) => void): void {
    this.containers.get(name)?.check(command, timeoutMs, done);
  }

  kill(): void {
    for (const container of this.containers.values()) container.kill();
  }

  /** Ends its limits, which outlive a container that is started again. */
  close(): void {
    this.memoryTimer?.cancel();
    this.limit?.release();
  }

  private count(): void {
    if (this.limit || process.platform !== 'linux') return;
    const group = {
      cpuSeconds: () => this.sum((container) => container.cpuSeconds()),
      roughCpuSeconds: () => this.sum((container) => container.roughCpuSeconds()),
      pause: () => this.hold('SIGSTOP'),
      resume: () => this.hold('SIGCONT'),
    };
    this.limit = new CpuLimit(group, this.limits.cpuUnits / 1024, this.clock, this.processors);
  }

  private hold(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.held = signal === 'SIGSTOP';
    for (const container of this.containers.values()) container.signal(signal);
  }

  private sum(seconds: (container: SupervisedContainer) => number): number {
    return [...this.containers.values()].reduce((total, each) => total + seconds(each), this.endedSeconds);
  }

  private checkMemorySoon(): Timer {
    return this.clock.after(untilNext(MEMORY_CHECK_MS, this.clock), () => {
      this.checkMemory();
      this.memoryTimer = this.checkMemorySoon();
    });
  }

  /** Kills each container over its own limit, and the largest where they are over the task's together. */
  private checkMemory(): void {
    const used = [...this.containers.values()].map((container) => ({ container, bytes: container.memoryBytes() }));
    for (const { container, bytes } of used) {
      if (bytes > (container.launch.memoryMiB ?? Number.POSITIVE_INFINITY) * MIB) container.killForMemory();
    }
    const total = used.reduce((sum, { bytes }) => sum + bytes, 0);
    if (total <= this.limits.memoryMiB * MIB) return;
    used.toSorted((a, b) => b.bytes - a.bytes)[0]?.container.killForMemory();
  }
}
