import { isUnknown } from '../../kernel/part';
import type { EcsService } from '../observations/ecs-service.types';
import type { Deployment } from './deployment.types';
import type { RunningTask } from './rollouts.port';
import { findingOf } from './service-events';
import type { HealthFailure } from './snapshot.types';

/** Of its tasks that run, those that fail their health checks, with what was found. */
export function ailingOf(
  { handle }: Pick<Deployment, 'handle'>,
  running: readonly RunningTask[],
  at: number,
): HealthFailure[] {
  return running.flatMap(({ id, startedBy, health, reason = '', port }): HealthFailure[] =>
    health === 'unhealthy' && startedBy === handle.id
      ? [{ task: id, at, ...findingOf(reason), ...(port === undefined ? {} : { port }) }]
      : [],
  );
}

/** The most memory that each of its containers may have, in MiB; undefined where ECS does not list it any more. */
export function memoryOf(
  { handle }: Pick<Deployment, 'handle'>,
  { deployments }: Pick<EcsService, 'deployments'>,
): Record<string, number> | undefined {
  const own = deployments.find(({ id }) => id === handle.id);
  if (!own || isUnknown(own.containers)) return undefined;
  return Object.fromEntries(
    own.containers.flatMap(({ name, memoryMiB }) => (memoryMiB === undefined ? [] : [[name, memoryMiB]])),
  );
}
