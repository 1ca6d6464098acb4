import { Worker } from 'node:worker_threads';
import { Cancelled } from './checkpoint';
import { JobThread, type Finished } from './job-thread.port';
import type { AnswerMessage, JobMessage, WorkerStart } from './worker-messages';

interface Running<Result> {
  resolve: (finished: Finished<Result>) => void;
  reject: (reason: Error) => void;
}

/** A job thread in a `worker_threads` worker. A worker that died is replaced when the next job comes. */
export class WorkerJobThread<Job, Result> extends JobThread<Job, Result> {
  private readonly shared = new SharedArrayBuffer(4);
  private readonly cancelledUpTo = new Int32Array(this.shared);
  private number = 0;
  private running: Running<Result> | undefined;
  private worker: Worker | undefined;

  /**
   * @param file compiled script that calls `serveJobs`.
   * @param cpuLimit cores below which the worker keeps the process; undefined where it may use a whole core.
   */
  constructor(
    private readonly file: string,
    private readonly cpuLimit: number | undefined,
  ) {
    super();
    this.worker = this.start();
  }

  override async run(job: Job): Promise<Finished<Result>> {
    this.worker ??= this.start();
    const message: JobMessage<Job> = { number: ++this.number, job };
    this.worker.postMessage(message);
    return new Promise((resolve, reject) => (this.running = { resolve, reject }));
  }

  override cancel(): void {
    Atomics.store(this.cancelledUpTo, 0, this.number);
    Atomics.notify(this.cancelledUpTo, 0);
  }

  override async close(): Promise<void> {
    await this.worker?.terminate();
  }

  private start(): Worker {
    const start: WorkerStart = { cancelledUpTo: this.shared, cpuLimit: this.cpuLimit };
    const worker = new Worker(this.file, { workerData: start });
    worker.on('message', (answer: AnswerMessage<Result>) => this.answered(answer));
    worker.on('error', (error: Error) => this.died(worker, error.message));
    worker.on('exit', (code) => this.died(worker, `it exited with code ${code}`));
    return worker;
  }

  private answered(answer: AnswerMessage<Result>): void {
    const running = this.running;
    this.running = undefined;
    if (answer.outcome === 'finished') running?.resolve(answer);
    else running?.reject(answer.outcome === 'cancelled' ? new Cancelled() : new Error(answer.message));
  }

  private died(worker: Worker, why: string): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    this.running?.reject(new Error(`The worker that computed this answer died: ${why}. Another one takes its place.`));
    this.running = undefined;
  }
}
