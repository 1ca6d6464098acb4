import { Cancelled } from './checkpoint';
import type { CpuBudget } from './cpu-budget';
import type { ThreadCpu } from './thread-cpu';

/** Shared by a worker and the thread that feeds it: the highest number of a job that was cancelled. */
export interface CancelFlag {
  cancelledUpTo(): number;
  /** Sleeps for `ms` milliseconds, or until a job is cancelled. */
  sleep(ms: number): void;
}

/** Below the timer's resolution: it only makes the kernel bring the thread's account of CPU time up to date. */
const BLINK_MS = 0.01;

/** Decides at each checkpoint of a computation whether it goes on, sleeps first, or ends. */
export class Pacer {
  private job = 0;
  private accounted: { at: number; own: number; process: number };
  private nextLook = 0;

  /**
   * @param processCpuMs CPU time of all threads of the process, in milliseconds.
   * @param budget what the thread may use; undefined lets it use a whole core.
   */
  constructor(
    private readonly flag: CancelFlag,
    private readonly cpu: ThreadCpu,
    private readonly processCpuMs: () => number,
    private readonly budget?: CpuBudget,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.accounted = { at: now(), own: cpu.now(), process: processCpuMs() };
  }

  /** Makes the following checkpoints belong to job number `job`, which is higher than all before. */
  begin(job: number): void {
    this.job = job;
    this.nextLook = 0;
  }

  /** @throws Cancelled when the job was cancelled. */
  checkpoint(): void {
    if (this.flag.cancelledUpTo() >= this.job) throw new Cancelled();
    if (this.budget && this.now() >= this.nextLook) this.look(this.budget);
  }

  /**
   * CPU time that this thread has used so far, exactly, in milliseconds. Takes a tenth of a millisecond. To be read at
   * the beginning and the end of a job, so that the budget knows when it was used.
   */
  cpuMs(): number {
    this.sleep(BLINK_MS);
    const [at, own, process] = [this.now(), this.cpu.now(), this.processCpuMs()];
    const ownMs = own - this.accounted.own;
    this.budget?.spend(at, ownMs, process - this.accounted.process - ownMs, at - this.accounted.at);
    this.accounted = { at, own, process };
    return own;
  }

  private look(budget: CpuBudget): void {
    this.cpuMs();
    for (let sleep = budget.sleepMs(this.now()); sleep > 0; sleep = budget.sleepMs(this.now())) {
      this.sleep(sleep);
      if (this.flag.cancelledUpTo() >= this.job) throw new Cancelled();
      this.cpuMs();
    }
    // A thread's CPU time never runs faster than time, so it cannot overdraw the budget before this moment.
    this.nextLook = this.now() + budget.available(this.now());
  }

  private sleep(ms: number): void {
    const start = this.now();
    this.flag.sleep(ms);
    this.cpu.slept(this.now() - start);
  }
}
