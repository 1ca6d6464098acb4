import type { ContainerDependency } from '@aws-sdk/client-ecs';
import type { TaskContainer } from './task-container';

/** Whether a container may start: now, not yet, or never, and then why in ECS's words. */
export type Turn = 'now' | 'later' | { never: string };

/**
 * Whether what a container depends on lets it start (ContainerDependency; the texts are those of the ECS agent).
 * @param named finds a container of the task
 * @param now epoch ms
 */
export function turnOf(
  target: TaskContainer,
  named: (name: string | undefined) => TaskContainer | undefined,
  now: number,
): Turn {
  let turn: Turn = 'now';
  for (const dependency of target.definition.dependsOn ?? []) {
    const container = named(dependency.containerName);
    if (!container) continue;
    const obstacle = obstacleOf(container, dependency, now);
    if (obstacle) return { never: sentence(container, target, obstacle) };
    if (!isMet(container, dependency)) turn = 'later';
  }
  return turn;
}

/** Milliseconds after its start at which nobody waits for a container any longer. A real time, as every timeout is. */
export const startTimeoutMs = ({ definition }: TaskContainer): number | undefined =>
  definition.startTimeout === undefined ? undefined : definition.startTimeout * 1000;

type Obstacle = 'timed out' | 'failed' | 'never starts';

function obstacleOf(container: TaskContainer, { condition }: ContainerDependency, now: number): Obstacle | undefined {
  const { status, startedAt, exit } = container;
  const timeoutMs = startTimeoutMs(container);
  const overdue = startedAt !== undefined && timeoutMs !== undefined && now >= startedAt + timeoutMs;
  if (status !== 'STOPPED')
    return overdue && condition !== 'START' && !isMet(container, { condition }) ? 'timed out' : undefined;
  if (condition === 'SUCCESS' && exit?.exitCode !== 0) return 'failed';
  return startedAt === undefined ? 'never starts' : undefined;
}

function isMet(
  { status, startedAt, exit, health }: TaskContainer,
  { condition }: Pick<ContainerDependency, 'condition'>,
): boolean {
  if (condition === 'HEALTHY') return health === 'HEALTHY';
  if (condition === 'COMPLETE') return status === 'STOPPED';
  if (condition === 'SUCCESS') return status === 'STOPPED' && exit?.exitCode === 0;
  return startedAt !== undefined;
}

function sentence(container: TaskContainer, target: TaskContainer, obstacle: Obstacle): string {
  const [of, to] = [printed(container), printed(target)];
  const unresolved = `failed to resolve container ordering dependency [${of}] for target [${to}]`;
  const cause = {
    'timed out': `container ordering dependency [${of}] for target [${to}] has timed out.`,
    failed: `${unresolved} as dependency did not exit successfully.`,
    'never starts': `${unresolved} because dependency will never start`,
  }[obstacle];
  return `CannotStartContainerError: dependency graph: ${cause}`;
}

/** As the agent prints a container: "init(repo/init:1) (STOPPED->RUNNING) - Exit: 1". */
function printed({ name, definition, status, exit }: TaskContainer): string {
  const known = status === 'PENDING' ? 'NONE' : status;
  const code = exit?.exitCode === undefined ? '' : ` - Exit: ${exit.exitCode}`;
  return `${name}(${definition.image ?? ''}) (${known}->RUNNING)${code}`;
}
