import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SystemClock } from '../../../../kernel/clock';
import { Pace } from '../../../../kernel/pace';
import type { RunningTask, TaskExit, TaskRun } from '../../task-runtime.port';
import { ProcessRuntime } from '../process-runtime';

/** The supervisor's source, run without a build. */
export const supervisor = ['--require', join(__dirname, 'typescript.cjs'), join(__dirname, '..', 'supervisor.ts')];

export function realRuntime(): ProcessRuntime {
  return new ProcessRuntime({
    clock: new SystemClock(),
    pace: new Pace(3000),
    host: '127.0.0.1',
    metadataOrigin: () => 'http://127.0.0.1:4566',
    supervisor,
  });
}

let count = 0;

/** A task that runs `script` with Node. */
export function nodeTask(script: string, over: Partial<TaskRun> = {}): TaskRun {
  const id = String(++count).padStart(32, '0');
  return {
    taskArn: `arn:aws:ecs:us-west-2:000000000000:task/primes/${id}`,
    image: { command: ['node', '-e', script], environment: { FROM_IMAGE: 'image', BOTH: 'image' } },
    environment: { BOTH: 'task' },
    cpuUnits: 256,
    memoryMiB: 512,
    containerPort: 80,
    address: `10.0.1.${count}`,
    metadata: {
      cluster: 'primes',
      family: 'primes-api',
      revision: '1',
      containerName: 'primes-api',
      imageReference: '000000000000.dkr.ecr.us-west-2.amazonaws.com/primes-api:1.0.0',
      imageDigest: `sha256:${'0'.repeat(64)}`,
      availabilityZone: 'us-west-2a',
      launchType: 'FARGATE',
    },
    ...over,
  };
}

/** A started task, and promises for what becomes of it. */
export function start(runtime: ProcessRuntime, task: TaskRun): { task: RunningTask; exit: Promise<TaskExit> } {
  let running: RunningTask | undefined;
  const exit = new Promise<TaskExit>((resolve) => {
    running = runtime.run(task, { started: () => {}, wrote: () => {}, exited: resolve });
  });
  if (!running) throw new Error('run() returned nothing.');
  return { task: running, exit };
}

/** Polls until `condition` gives something. @throws Error after ten seconds. */
export async function until<Value>(what: string, condition: () => Value | undefined | false): Promise<Value> {
  const deadline = performance.now() + 10_000;
  for (;;) {
    const value = condition();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > deadline) throw new Error(`Waited 10 s in vain: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Whether a process is there and not a zombie. */
export function alive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'));
  } catch {
    return false;
  }
}
