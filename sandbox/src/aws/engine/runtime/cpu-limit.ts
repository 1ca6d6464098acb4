import type { Clock, Timer } from '../../../kernel/clock';
import { untilNext } from './in-step';

/** Length of one bandwidth period in ms, as the kernel's CFS quota has it. */
export const PERIOD_MS = 100;

/** While a task uses next to nothing it is looked at this seldom (ms). */
const IDLE_CHECK_MS = 50;
/** A shorter wait is not worth a timer; what is overrun meanwhile is owed to the next period. */
const SHORTEST_WAIT_MS = 2;
const LONGEST_WAIT_MS = 20;

/** The process group a limit holds down. */
export interface LimitedGroup {
  /** CPU seconds used so far, exact. */
  cpuSeconds(): number;
  /** The same to within 10 ms and for a fraction of the cost. */
  roughCpuSeconds(): number;
  /** SIGSTOP to the whole group. */
  pause(): void;
  /** SIGCONT to the whole group. */
  resume(): void;
}

/**
 * Holds a process group to a share of one core by the rule of the kernel's CPU bandwidth control
 * (Documentation/scheduler/sched-bwc.rst): each period of 100 ms brings a quota; when it is used up every thread stands
 * still until a period brings more. Unused quota is not saved; what was overrun between two looks is owed, so that the
 * average over a second never exceeds the share.
 */
export class CpuLimit {
  private readonly quota: number;
  /** CPU ms left in this period; negative is debt. */
  private remaining: number;
  private periodStart: number;
  private seenMs: number;
  private seenAt: number;
  private roughMs: number;
  private usedInPeriod = 0;
  private idle = false;
  private paused = false;
  private timer: Timer;

  /** @param cores the share, in cores: CPU units / 1024. */
  constructor(
    private readonly group: LimitedGroup,
    cores: number,
    private readonly clock: Clock,
    private readonly processors: number,
  ) {
    this.quota = cores * PERIOD_MS;
    this.remaining = this.quota;
    this.periodStart = this.seenAt = clock.now();
    this.seenMs = group.cpuSeconds() * 1000;
    this.roughMs = group.roughCpuSeconds() * 1000;
    this.timer = clock.after(0, () => this.look());
  }

  /** Ends the limit and leaves the group running. */
  release(): void {
    this.timer.cancel();
    if (this.paused) this.group.resume();
    this.paused = false;
  }

  private look(): void {
    this.refill();
    if (this.idle && this.stillIdle()) return this.again(untilNext(IDLE_CHECK_MS, this.clock));
    this.idle = false;
    const rate = this.spend();
    if (this.remaining <= 0) {
      if (!this.paused) this.group.pause();
      this.paused = true;
      return this.again(this.periodStart + PERIOD_MS - this.clock.now());
    }
    if (this.paused) this.group.resume();
    this.paused = false;
    this.again(this.waitFor(rate));
  }

  private again(ms: number): void {
    this.timer = this.clock.after(Math.max(1, ms), () => this.look());
  }

  private refill(): void {
    const periods = Math.floor((this.clock.now() - this.periodStart) / PERIOD_MS);
    if (periods < 1) return;
    this.idle = !this.paused && this.remaining > 0 && this.usedInPeriod < this.quota * 0.1;
    this.usedInPeriod = 0;
    this.remaining = Math.min(this.quota, this.remaining + periods * this.quota);
    this.periodStart += periods * PERIOD_MS;
  }

  private stillIdle(): boolean {
    const rough = this.group.roughCpuSeconds() * 1000;
    const still = rough === this.roughMs;
    this.roughMs = rough;
    return still;
  }

  /** Takes what was used since the last look off the quota. @returns the rate of use in cores. */
  private spend(): number {
    const now = this.clock.now();
    const total = this.group.cpuSeconds() * 1000;
    const used = Math.max(0, total - this.seenMs);
    const rate = used / Math.max(1, now - this.seenAt);
    this.remaining -= used;
    this.usedInPeriod += used;
    this.seenMs = total;
    this.seenAt = now;
    return rate;
  }

  /** The wait until the quota could be used up: at the present rate, and never slower than one busy thread. */
  private waitFor(rate: number): number {
    const cores = Math.min(this.processors, Math.max(1, rate));
    return Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, this.remaining / cores));
  }
}
