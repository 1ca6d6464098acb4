import { isUnknown } from '../../kernel/part';
import type { EcsContainer, EcsService } from '../observations/ecs-service.types';
import type { Deployment } from './deployment.types';
import type { RunningTask } from './rollouts.port';
import { findingOf } from './service-events';
import type { HealthFailure, SetContainer } from '../causes/evidence.types';

/**
 * Of its tasks that run, those that fail their health checks, with what was found.
 * @param graceSeconds for how long nothing is found of a new task that counts
 */
export function ailingOf(
  { handle }: Pick<Deployment, 'handle'>,
  running: readonly RunningTask[],
  at: number,
  graceSeconds = 0,
): HealthFailure[] {
  return running.flatMap(({ id, startedBy, health, reason = '', port, startedAt = 0 }): HealthFailure[] =>
    health === 'unhealthy' && startedBy === handle.id && at - startedAt >= graceSeconds * 1000
      ? [{ task: id, at, ...findingOf(reason), ...(port === undefined ? {} : { port }) }]
      : [],
  );
}

/** The containers of its tasks, as far as they tell why one ends; undefined where ECS does not list it any more. */
export function containersOf(
  { handle }: Pick<Deployment, 'handle'>,
  { deployments }: Pick<EcsService, 'deployments'>,
): SetContainer[] | undefined {
  const own = deployments.find(({ id }) => id === handle.id);
  return !own || isUnknown(own.containers) ? undefined : own.containers.map(setContainer);
}

function setContainer({ name, main, essential, memoryMiB, ownMemory }: EcsContainer): SetContainer {
  return {
    name,
    main,
    ...(essential === undefined ? {} : { essential }),
    ...(memoryMiB === undefined ? {} : { memoryMiB, memoryOf: ownMemory ? 'container' : 'task' }),
  };
}
