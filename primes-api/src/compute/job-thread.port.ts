/** A finished job: what came out and what it cost. */
export interface Finished<Result> {
  result: Result;
  /** CPU time of the thread that computed it, in milliseconds. */
  cpuMs: number;
  /** From start to end of the computation without the wait in the queue, in milliseconds. */
  elapsedMs: number;
}

/** Something that computes one job at a time, away from the thread that answers requests. */
export abstract class JobThread<Job, Result> {
  /**
   * Computes `job`. Never called while another job runs.
   * @throws Cancelled when `cancel` was called meanwhile.
   * @throws Error when the computation failed; the thread can still take the next job.
   */
  abstract run(job: Job): Promise<Finished<Result>>;
  /** Ends the running job soon; a job that has just finished may still resolve. */
  abstract cancel(): void;
  /** Ends the thread. Nothing may be run on it afterwards. */
  abstract close(): Promise<void>;
}
