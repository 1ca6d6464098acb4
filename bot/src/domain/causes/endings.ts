import type { Ending, TaskCause } from './cause.types';
import type { SetContainer, StoppedTask, TaskEvidence } from './evidence.types';
import { exitOf, suspectsOf } from './exits';
import { healthEnding, isUnhealthyEnd } from './health';
import { startFailureIn } from './start-failure';

const TASK_ID = /\b[0-9a-f]{32}\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;
/** Endings that say nothing of what the task runs: told of only where there is no other. */
const FOREIGN: ReadonlySet<Ending['kind']> = new Set(['person', 'host']);

/**
 * Why tasks stopped: equal endings once; those that speak of what they run first, and of these those of most tasks. What the
 * log of one says of why is taken for all that ended alike.
 */
export function causesOf(evidence: TaskEvidence): TaskCause[] {
  const alike = new Map<string, StoppedTask[]>();
  for (const task of evidence.stopped) {
    const { lines: _written, ...bare } = task;
    const key = keyOf(endingOf(bare, evidence));
    alike.set(key, [...(alike.get(key) ?? []), task]);
  }
  const causes = [...alike.values()].map((tasks) => causeOf(tasks, evidence));
  return causes.toSorted((a, b) => weight(b) - weight(a) || b.count - a.count);
}

function causeOf(tasks: readonly StoppedTask[], evidence: TaskEvidence): TaskCause {
  const [newest] = tasks;
  const read = tasks.find(({ lines }) => lines !== undefined) ?? newest;
  const { id: task, stoppedAt } = newest!;
  return {
    of: 'tasks',
    ending: endingOf(read!, evidence),
    count: tasks.length,
    newest: task,
    newestAt: stoppedAt,
    ...(read?.lines ? { lines: read.lines } : {}),
  };
}

const weight = ({ ending }: TaskCause): number => (FOREIGN.has(ending.kind) ? 0 : 1);

/** Whether a task ended because of what it runs. */
export function isDeath(task: StoppedTask): boolean {
  return !isForeign(task) && endingOf(task, { stopped: [task] }).kind !== 'other';
}

/** Whether people, or AWS's own hosts, ended a task: that does not speak against what it runs. */
export function isForeign(task: StoppedTask): boolean {
  return FOREIGN.has(endingOf(task, { stopped: [task] }).kind);
}

/** Equal but for ids, and for when it began to listen. */
function keyOf(ending: Ending): string {
  const { reason: _own, readyAfter: _moment, ...rest } = ending as Record<string, unknown>;
  const kept = ending.kind === 'start' && ending.problem !== 'runtime' ? rest : ending;
  return JSON.stringify(kept).replaceAll(TASK_ID, '');
}

/** What ended one task. */
export function endingOf(task: StoppedTask, evidence: TaskEvidence): Ending {
  const { containers, stopCode = '', stoppedReason } = task;
  const set = evidence.containers ?? [];
  const starved = containers.find(({ reason }) => isOutOfMemory(reason));
  if (starved || isOutOfMemory(stoppedReason)) return memoryOf(starved?.name, set);
  if (isUnhealthyEnd(task)) return healthEnding(task, evidence);
  if (stopCode === 'UserInitiated') return { kind: 'person', reason: stoppedReason };
  const host = hostEnding(task);
  if (host) return host;
  const hasExited = stopCode === 'EssentialContainerExited' || /Essential container/i.test(stoppedReason);
  const start = hasExited && hasRun(task) ? undefined : startEnding(task);
  if (start) return start;
  if (hasExited) return exitOf(task, set);
  if (stopCode === 'TaskFailedToStart') return { kind: 'other', reason: saidOf(task) };
  return { kind: 'other', reason: stoppedReason };
}

/** "OutOfMemoryError: Container killed due to memory usage", of a container or of the task. */
const isOutOfMemory = (reason = ''): boolean => /^OutOfMemory|killed due to memory usage/.test(reason);

function memoryOf(name: string | undefined, set: readonly SetContainer[]): Ending {
  const starved = set.find((container) => container.name === name) ?? (set.length === 1 ? set[0] : undefined);
  const container = name ?? starved?.name;
  return {
    kind: 'memory',
    ...(container === undefined ? {} : { container }),
    ...(starved?.memoryMiB === undefined ? {} : { limitMiB: starved.memoryMiB }),
    ...(starved?.memoryOf === undefined ? {} : { limitOf: starved.memoryOf }),
  };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html#ECS-Type-Task-stopCode */
function hostEnding({ stopCode, stoppedReason: reason }: StoppedTask): Ending | undefined {
  if (stopCode === 'SpotInterruption' || /Spot Task was interrupted|Spot interruption/i.test(reason))
    return { kind: 'host', why: 'spot', reason };
  if (
    /^Host EC2|container instance .*(?:deregistered|terminated|stopped)|instance (?:was )?(?:terminated|stopped)/i.test(
      reason,
    )
  )
    return { kind: 'host', why: 'instance', reason };
  if (
    stopCode === 'TerminationNotice' ||
    /retire|maintenance|underlying (?:host|hardware|infrastructure)/i.test(reason)
  )
    return { kind: 'host', why: 'retired', reason };
  return undefined;
}

/** A container that exited has run, so that its task did not fail to start. */
const hasRun = ({ containers }: StoppedTask): boolean => containers.some(({ exitCode }) => exitCode !== undefined);

function startEnding({ stoppedReason, containers }: StoppedTask): Ending | undefined {
  for (const { name, reason } of containers) {
    const failure = reason === undefined ? undefined : startFailureIn(reason);
    if (failure) return { kind: 'start', container: name, ...failure };
  }
  const failure = startFailureIn(stoppedReason);
  return failure && { kind: 'start', ...failure };
}

function saidOf({ containers, stoppedReason }: StoppedTask): string {
  const said = containers.find(({ reason }) => reason)?.reason ?? '';
  return [stoppedReason, said].filter((one) => one !== '').join(': ');
}

/** The container whose log may tell why a task ended; undefined where none can. */
export function witnessOf(
  task: StoppedTask,
  { containers: set = [] }: Pick<TaskEvidence, 'containers'>,
): string | undefined {
  const { kind, ...ending } = endingOf(task, { stopped: [task], containers: set });
  const own = (set.find(({ main }) => main) ?? (set.length === 1 ? set[0] : undefined))?.name;
  if (kind === 'memory' || kind === 'exit' || kind === 'heap')
    return (ending as { container?: string }).container ?? own;
  if (kind === 'exits')
    return (suspectsOf(task, set).find(({ name }) => name === own) ?? suspectsOf(task, set)[0])?.name;
  return kind === 'health' || kind === 'other' ? (own ?? task.containers[0]?.name) : undefined;
}
