interface Spent {
  /** The latest moment at which this use can have begun: a thread uses at most a millisecond each millisecond. */
  from: number;
  cpuMs: number;
}

/** How long the kernel lets a quota last: it stops a group of threads that has used it up until the next such period. */
const WINDOW_MS = 100;
/** What the process as a whole keeps to, as a part of its limit: a little below, as no account of CPU time is exact. */
const PROCESS_PART = 0.9;
/** The most and the least that the worker takes of the limit, whatever the other threads do or leave. */
const WORKERS_MOST = 0.8;
const WORKERS_LEAST = 0.4;

/**
 * Keeps a process below its CPU limit in every window of 100 ms, wherever the window is laid, by what one of its threads
 * does without. The kernel (cpu.max, on Fargate too) gives a group of threads its quota anew every 100 ms and stops all
 * of them once it is used up, the thread that answers health checks among them. A process that stays below the limit in
 * every such window is never stopped, and a worker that was idle may use a whole window's share at once, which gives
 * short jobs their answer without a sleep.
 */
export class CpuBudget {
  private readonly own = new Window();
  private readonly others = new Window();

  /** @param limit hard limit of the process, in cores. */
  constructor(private readonly limit: number) {}

  /** CPU milliseconds that the worker may use now before the next look at this budget. */
  available(now: number): number {
    return this.allowance(now) - this.own.total(now);
  }

  /**
   * Records CPU time that was used up to `now`, in milliseconds: the worker's own, and what the other threads of the
   * process used in the last `sinceMs` milliseconds.
   */
  spend(now: number, ownMs: number, othersMs: number, sinceMs: number): void {
    this.own.add({ from: now - ownMs, cpuMs: ownMs });
    this.others.add({ from: now, cpuMs: othersMs * Math.min(1, WINDOW_MS / Math.max(sinceMs, 1)) });
  }

  /** Milliseconds to sleep until at least a quarter of a window's share can be used; 0 when anything is left now. */
  sleepMs(now: number): number {
    if (this.available(now) > 0) return 0;
    return this.own.msUntilBelow(this.allowance(now) * 0.75, now);
  }

  private allowance(now: number): number {
    const left = this.limit * WINDOW_MS * PROCESS_PART - this.others.total(now);
    const [least, most] = [WORKERS_LEAST, WORKERS_MOST].map((part) => part * this.limit * WINDOW_MS) as [
      number,
      number,
    ];
    return Math.max(least, Math.min(most, left));
  }
}

/** What was used in the last 100 ms. */
class Window {
  private spent: Spent[] = [];

  add(spent: Spent): void {
    if (spent.cpuMs > 0) this.spent.push(spent);
  }

  total(now: number): number {
    while (this.spent[0] && this.spent[0].from <= now - WINDOW_MS) this.spent.shift();
    return this.spent.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
  }

  /** How long it takes until `total` is at most `cpuMs`, when nothing is used meanwhile. */
  msUntilBelow(cpuMs: number, now: number): number {
    let left = this.total(now);
    for (const spent of this.spent) {
      left -= spent.cpuMs;
      if (left <= cpuMs) return spent.from + WINDOW_MS - now;
    }
    return WINDOW_MS;
  }
}
