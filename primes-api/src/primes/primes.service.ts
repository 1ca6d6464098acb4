import { Injectable } from '@nestjs/common';
import { ComputePool } from '../compute/compute-pool';
import { TaskMetadata } from '../task-metadata/task-metadata';
import type { CountJob } from './count-job';
import { elapsedTime } from './elapsed-time';

/** The answer to `GET /primes/:n`, field for field. */
export interface PrimesAnswer {
  /** Who computed it. */
  containerId: string;
  givenNumber: number;
  /** How many primes there are up to and including the given number. */
  numberOfPrimes: number;
  /** Duration of the computation without the wait for a worker, `hh:mm:ss.ff`. */
  elapsedTime: string;
}

@Injectable()
export class PrimesService {
  constructor(
    private readonly pool: ComputePool<CountJob, number>,
    private readonly task: TaskMetadata,
  ) {}

  /**
   * @param signal aborted when nobody waits for the answer any more.
   * @returns the answer and the CPU time that it took, in milliseconds.
   * @throws PoolFull, Cancelled as {@link ComputePool.run} does.
   */
  async count(job: CountJob, signal: AbortSignal): Promise<{ answer: PrimesAnswer; cpuMs: number }> {
    const { result, cpuMs, elapsedMs } = await this.pool.run(job, signal);
    const answer = {
      containerId: this.task.containerId,
      givenNumber: job.n,
      numberOfPrimes: result,
      elapsedTime: elapsedTime(elapsedMs),
    };
    return { answer, cpuMs };
  }
}
