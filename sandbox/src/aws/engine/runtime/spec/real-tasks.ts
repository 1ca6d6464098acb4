import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SystemClock } from '../../../../kernel/clock';
import { Pace } from '../../../../kernel/pace';
import type { ContainerExit, ContainerRun, RunningContainer, RunningTask, TaskRun } from '../../task-runtime.port';
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

/** A container that runs `command`. */
export const containerOf = (name: string, command: string[], more: Partial<ContainerRun> = {}): ContainerRun => ({
  name,
  image: { command, environment: { FROM_IMAGE: 'image', BOTH: 'image' } },
  environment: { BOTH: 'task' },
  ports: [],
  imageReference: '000000000000.dkr.ecr.us-west-2.amazonaws.com/primes-api:1.0.0',
  imageDigest: `sha256:${'0'.repeat(64)}`,
  ...more,
});

/** A task of these containers; the first is the one that serves. */
export function taskOf(containers: ContainerRun[], over: Partial<TaskRun> = {}): TaskRun {
  const id = String(++count).padStart(32, '0');
  return {
    taskArn: `arn:aws:ecs:us-west-2:000000000000:task/primes/${id}`,
    containers,
    serving: containers[0]?.name ?? '',
    cpuUnits: 256,
    memoryMiB: 512,
    address: `10.0.1.${count}`,
    metadata: {
      cluster: 'primes',
      family: 'primes-api',
      revision: '1',
      availabilityZone: 'us-west-2a',
      launchType: 'FARGATE',
    },
    ...over,
  };
}

/** A task that runs `script` with Node. */
export const nodeTask = (script: string, over: Partial<TaskRun> = {}): TaskRun =>
  taskOf([containerOf('primes-api', ['node', '-e', script], { ports: [80] })], over);

/** A task with all its containers started, and promises for what becomes of each. */
export function startAll(
  runtime: ProcessRuntime,
  run: TaskRun,
): { task: RunningTask; exits: Promise<ContainerExit>[] } {
  const task = runtime.open(run);
  const exits = run.containers.map(
    ({ name }) =>
      new Promise<ContainerExit>((resolve) => {
        const container = task.start(name, { started: () => {}, wrote: () => {}, exited: resolve });
        containers.set(`${run.taskArn} ${name}`, container);
      }),
  );
  void Promise.all(exits).then(() => task.close());
  return { task, exits };
}

const containers = new Map<string, RunningContainer>();

/** A started container of a task. */
export const container = ({ taskArn }: RunningTask, name = 'primes-api'): RunningContainer =>
  containers.get(`${taskArn} ${name}`)!;

/** A started task of one container, and a promise for what becomes of it. */
export function start(runtime: ProcessRuntime, run: TaskRun): { task: RunningTask; exit: Promise<ContainerExit> } {
  const { task, exits } = startAll(runtime, run);
  return { task, exit: exits[0]! };
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
