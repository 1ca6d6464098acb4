/** What a worker is started with. */
export interface WorkerStart {
  /** One Int32: the highest number of a job that was cancelled. */
  cancelledUpTo: SharedArrayBuffer;
  /** Share of a core that the worker keeps itself to; undefined for all of it. */
  cpuShare: number | undefined;
}

export interface JobMessage<Job> {
  number: number;
  job: Job;
}

export type AnswerMessage<Result> =
  | { number: number; outcome: 'finished'; result: Result; cpuMs: number; elapsedMs: number }
  | { number: number; outcome: 'cancelled' }
  | { number: number; outcome: 'failed'; message: string };
