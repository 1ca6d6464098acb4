import type { ScaledService } from '../scaled-services.port';
import type { MeasuredTask } from '../task-runtime.port';

/** What one task used over a period, in percent of what it is allotted. Not clamped at 100, as AWS does not. */
export interface TaskReading {
  cpuPercent: number;
  memoryPercent: number;
}

/** Reads tasks' CPU time from one period's end to the next. */
export class TaskMeter {
  private readonly last = new Map<string, { at: number; cpuSeconds: number }>();

  /** @param minimumMs a task that has counted for less than this is left for the next reading, which then covers it too. */
  constructor(private readonly minimumMs: number) {}

  /**
   * Readings of a service's tasks that have begun to count, since their last reading.
   * @param now epoch ms.
   */
  read(service: ScaledService, now: number): TaskReading[] {
    return service.running.flatMap((task) => this.readTask(task, service, now) ?? []);
  }

  /** Forgets every task but these. */
  keepOnly(taskArns: ReadonlySet<string>): void {
    for (const arn of this.last.keys()) if (!taskArns.has(arn)) this.last.delete(arn);
  }

  private readTask(task: MeasuredTask, service: ScaledService, now: number): TaskReading | undefined {
    const countedSince = task.countedSince();
    if (countedSince === undefined) return undefined;
    const before = this.last.get(task.taskArn) ?? { at: countedSince, cpuSeconds: 0 };
    const elapsedMs = now - before.at;
    if (elapsedMs < this.minimumMs) return undefined;
    const { cpuSeconds, memoryBytes } = task.usage();
    this.last.set(task.taskArn, { at: now, cpuSeconds });
    const allottedSeconds = (service.cpuUnits / 1024) * (elapsedMs / 1000);
    return {
      cpuPercent: (100 * (cpuSeconds - before.cpuSeconds)) / allottedSeconds,
      memoryPercent: (100 * memoryBytes) / (service.memoryMiB * 1024 * 1024),
    };
  }
}
