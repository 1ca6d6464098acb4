interface Spent {
  /** The latest moment at which this use can have begun: a thread uses at most a millisecond each millisecond. */
  from: number;
  cpuMs: number;
}

/**
 * Keeps a thread below a share of a core in every window of time, wherever the window is laid. The kernel (cpu.max, on
 * Fargate too) gives a group of threads its quota anew every 100 ms and stops all of them once it is used up, the thread
 * that answers health checks among them. A thread that stays below the quota in every such window never causes that,
 * and an idle one may use a whole window's share at once, which gives short jobs their answer without a sleep.
 */
export class CpuBudget {
  private spent: Spent[] = [];
  private total = 0;

  /**
   * @param share CPU time per time that the thread may use, 0.2 for a fifth of a core.
   * @param windowMs length of the window, in milliseconds.
   */
  constructor(
    private readonly share: number,
    private readonly windowMs = 100,
  ) {}

  /** CPU milliseconds that may be used now before the next look at this budget. */
  available(now: number): number {
    this.forgetBefore(now - this.windowMs);
    return this.allowance - this.total;
  }

  /** Records `cpuMs` milliseconds of CPU time that were used up to `now`. */
  spend(now: number, cpuMs: number): void {
    if (cpuMs <= 0) return;
    this.spent.push({ from: now - cpuMs, cpuMs });
    this.total += cpuMs;
  }

  /** Milliseconds to sleep until at least a quarter of a window's share can be used; 0 when anything is left now. */
  sleepMs(now: number): number {
    if (this.available(now) > 0) return 0;
    let left = this.total;
    for (const { from, cpuMs } of this.spent) {
      left -= cpuMs;
      if (left <= this.allowance * 0.75) return from + this.windowMs - now;
    }
    return this.windowMs;
  }

  private get allowance(): number {
    return this.share * this.windowMs;
  }

  private forgetBefore(time: number): void {
    while (this.spent[0] && this.spent[0].from <= time) this.total -= this.spent.shift()?.cpuMs ?? 0;
    if (this.spent.length === 0) this.total = 0;
  }
}
