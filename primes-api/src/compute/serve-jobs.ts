import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { Cancelled, type Checkpoint } from './checkpoint';
import { CpuBudget } from './cpu-budget';
import { Pacer, type CancelFlag } from './pacer';
import { processCpuMs, threadCpu } from './thread-cpu';
import type { AnswerMessage, JobMessage, WorkerStart } from './worker-messages';

/**
 * What a worker's file calls once: computes each job it is sent, one after another. A worker that may use a whole
 * core does so at the lowest priority; one with a budget leaves room by itself, and would starve on a busy host.
 * @throws Error when it is called outside a worker.
 */
export function serveJobs<Job, Result>(compute: (job: Job, checkpoint: Checkpoint) => Result): void {
  const port = parentPort;
  if (!port) throw new Error('serveJobs was called outside a worker thread; start this file as a worker.');
  const { cancelledUpTo, cpuLimit } = workerData as WorkerStart;
  const budget = cpuLimit === undefined ? undefined : new CpuBudget(cpuLimit);
  const pacer = new Pacer(sharedFlag(cancelledUpTo), threadCpu(), processCpuMs, budget);
  if (!budget) yieldToOtherThreads();
  port.on('message', ({ number, job }: JobMessage<Job>) => port.postMessage(answer(pacer, number, job, compute)));
}

function answer<Job, Result>(
  pacer: Pacer,
  number: number,
  job: Job,
  compute: (job: Job, checkpoint: Checkpoint) => Result,
): AnswerMessage<Result> {
  try {
    pacer.begin(number);
    const cpuBefore = pacer.cpuMs();
    const start = performance.now();
    const result = compute(job, () => pacer.checkpoint());
    const elapsedMs = performance.now() - start;
    return { number, outcome: 'finished', result, cpuMs: pacer.cpuMs() - cpuBefore, elapsedMs };
  } catch (error) {
    if (error instanceof Cancelled) return { number, outcome: 'cancelled' };
    return { number, outcome: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

function sharedFlag(shared: SharedArrayBuffer): CancelFlag {
  const flag = new Int32Array(shared);
  return {
    cancelledUpTo: () => Atomics.load(flag, 0),
    sleep: (ms) => void Atomics.wait(flag, 0, Atomics.load(flag, 0), ms),
  };
}

/** Only Linux takes the 0 for this thread alone; elsewhere it would slow down the thread that answers requests too. */
function yieldToOtherThreads(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(0, 19);
  } catch {
    // A container's seccomp profile may forbid it. The budget and the number of workers still leave room.
  }
}
