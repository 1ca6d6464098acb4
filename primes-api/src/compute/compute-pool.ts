import { Cancelled } from './checkpoint';
import type { Finished, JobThread } from './job-thread.port';

/** Thrown instead of queueing a job that would have to wait for too long. */
export class PoolFull extends Error {
  constructor(readonly waiting: number) {
    super(`Every worker is computing and ${waiting} more computations wait already, which is all this task queues.`);
    this.name = 'PoolFull';
  }
}

/** A job in the queue: what to do once it has a thread. */
type Waiting<Job, Result> = (thread: JobThread<Job, Result>) => void;

/** Jobs that one worker's turn may have in front of it; a longer queue would only turn refusals into timeouts. */
export const WAITING_PER_THREAD = 2;

/** Spreads jobs over threads, first come first served, with at most two waiting for each thread. */
export class ComputePool<Job, Result> {
  private readonly idle: JobThread<Job, Result>[];
  private queue: Waiting<Job, Result>[] = [];

  constructor(private readonly threads: JobThread<Job, Result>[]) {
    this.idle = [...threads];
  }

  /**
   * Computes `job` as soon as a thread is free. Aborting `signal` takes it out of the queue or stops its computation.
   * @throws PoolFull when the queue is full; nothing has been started then.
   * @throws Cancelled when `signal` was aborted before there was a result.
   */
  async run(job: Job, signal: AbortSignal): Promise<Finished<Result>> {
    if (signal.aborted) throw new Cancelled();
    const thread = this.idle.shift();
    if (thread) return this.runOn(thread, job, signal);
    if (this.queue.length >= this.threads.length * WAITING_PER_THREAD) throw new PoolFull(this.queue.length);
    return this.waitForThread(job, signal);
  }

  /** Ends the threads. Jobs that still run or wait are lost, so it is called once no answer is owed any more. */
  async close(): Promise<void> {
    await Promise.all(this.threads.map(async (thread) => thread.close()));
  }

  private async runOn(thread: JobThread<Job, Result>, job: Job, signal: AbortSignal): Promise<Finished<Result>> {
    const cancel = () => thread.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      if (signal.aborted) throw new Cancelled();
      return await thread.run(job);
    } finally {
      signal.removeEventListener('abort', cancel);
      this.freed(thread);
    }
  }

  private freed(thread: JobThread<Job, Result>): void {
    const next = this.queue.shift();
    if (next) next(thread);
    else this.idle.push(thread);
  }

  private async waitForThread(job: Job, signal: AbortSignal): Promise<Finished<Result>> {
    const thread = await new Promise<JobThread<Job, Result>>((resolve, reject) => {
      const waiting: Waiting<Job, Result> = (free) => {
        signal.removeEventListener('abort', leave);
        resolve(free);
      };
      const leave = () => {
        this.queue = this.queue.filter((other) => other !== waiting);
        reject(new Cancelled());
      };
      signal.addEventListener('abort', leave, { once: true });
      this.queue.push(waiting);
    });
    return this.runOn(thread, job, signal);
  }
}
