import type { DeploymentSnapshot, HealthFailure, StoppedTask } from './snapshot.types';

/** What ended a task. */
export type Ending =
  | { kind: 'memory'; container: string; limitMiB?: number }
  | { kind: 'exit'; container?: string; exitCode?: number; reason?: string }
  | { kind: 'health'; finding?: Pick<HealthFailure, 'kind' | 'codes' | 'port' | 'reason'> }
  | { kind: 'start'; reason: string }
  | { kind: 'person'; reason: string }
  | { kind: 'other'; reason: string };

/** What ended several tasks alike. */
export interface Cause {
  ending: Ending;
  count: number;
  /** The newest task that ended so. */
  newest: StoppedTask;
}

const TASK_ID = /\b[0-9a-f]{32}\b/g;
/** ECS itself stopped the task for this: what its containers then exited with says nothing of them. */
const HEALTH = /failed (ELB|container) health checks/;

/** Why the tasks of a deployment stopped: equal endings once, those of most tasks first. */
export function causesOf(snapshot: Pick<DeploymentSnapshot, 'stopped' | 'unhealthy' | 'memoryMiB'>): Cause[] {
  const causes = new Map<string, Cause>();
  for (const task of snapshot.stopped) {
    const ending = endingOf(task, snapshot);
    const key = JSON.stringify(ending).replaceAll(TASK_ID, '');
    const known = causes.get(key);
    causes.set(key, known ? { ...known, count: known.count + 1 } : { ending, count: 1, newest: task });
  }
  return [...causes.values()].toSorted((a, b) => b.count - a.count);
}

function endingOf(
  task: StoppedTask,
  { unhealthy = [], memoryMiB = {} }: Pick<DeploymentSnapshot, 'unhealthy' | 'memoryMiB'>,
): Ending {
  const { containers, stopCode, stoppedReason } = task;
  const starved = containers.find(({ reason }) => reason?.startsWith('OutOfMemory'));
  if (starved) {
    const limitMiB = memoryMiB[starved.name];
    return { kind: 'memory', container: starved.name, ...(limitMiB === undefined ? {} : { limitMiB }) };
  }
  if (HEALTH.test(stoppedReason)) return { kind: 'health', ...findingFor(task, unhealthy) };
  if (stopCode === 'UserInitiated') return { kind: 'person', reason: stoppedReason };
  if (stopCode === 'TaskFailedToStart') return { kind: 'start', reason: startReason(task) };
  if (stopCode === 'EssentialContainerExited' || stoppedReason.startsWith('Essential container')) return exitOf(task);
  return { kind: 'other', reason: stoppedReason };
}

function findingFor(task: StoppedTask, unhealthy: HealthFailure[]): { finding?: Omit<HealthFailure, 'task' | 'at'> } {
  if (task.stoppedReason.includes('container health')) return { finding: { kind: 'container' } };
  const found = unhealthy.find((failure) => failure.task === task.id && failure.kind !== 'container');
  if (!found) return {};
  const { task: _task, at: _at, ...finding } = found;
  return { finding };
}

function startReason({ containers, stoppedReason }: StoppedTask): string {
  return stoppedReason || (containers.find(({ reason }) => reason)?.reason ?? '');
}

/** The container that ended the task is the one that did not end well, where there is one. */
function exitOf({ containers }: StoppedTask): Ending {
  const said = containers.find(({ exitCode, reason }) => exitCode !== 0 && (exitCode !== undefined || reason));
  const { name, exitCode, reason } = said ?? containers.find((container) => container.exitCode !== undefined) ?? {};
  return {
    kind: 'exit',
    ...(name === undefined ? {} : { container: name }),
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(reason === undefined ? {} : { reason }),
  };
}
