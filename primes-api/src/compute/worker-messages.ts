/** What a worker is started with. */
export interface WorkerStart {
  /** One Int32: the highest number of a job that was cancelled. */
  cancelledUpTo: SharedArrayBuffer;
  /** Cores below which the worker keeps the process; undefined where it may use a whole core. */
  cpuLimit: number | undefined;
}

export interface JobMessage<Job> {
  number: number;
  job: Job;
}

export type AnswerMessage<Result> =
  | { number: number; outcome: 'finished'; result: Result; cpuMs: number; elapsedMs: number }
  | { number: number; outcome: 'cancelled' }
  | { number: number; outcome: 'failed'; message: string };
