import type { UpdateTaskProtectionRequest, UpdateTaskProtectionResponse } from '@aws-sdk/client-ecs';
import type { EcsTask } from '../../engine/scheduler/task';
import { operation } from '../../wire/operation';
import { protectable, protectedTaskShape } from '../answers/protected-task';
import { invalidParameter } from '../ecs.faults';
import type { EcsRegion } from '../state/ecs.region';

/** Two hours, where nobody says how long. */
const USUAL_MINUTES = 120;

export const updateTaskProtection = operation<EcsRegion, UpdateTaskProtectionRequest, UpdateTaskProtectionResponse>({
  name: 'UpdateTaskProtection',
  run({ cluster: asked, tasks: ids = [], protectionEnabled, expiresInMinutes = USUAL_MINUTES }, { state }) {
    const cluster = state.clusters.active(asked);
    if (ids.length > 10) throw invalidParameter('Tasks cannot have more than 10 elements');
    if (expiresInMinutes < 1 || expiresInMinutes > 2880)
      throw invalidParameter('expiresInMinutes must be between 1 and 2880.');
    const { tasks, failures } = protectable(state, cluster.name, ids);
    const blocked = protectionEnabled ? tasks.filter((task) => isBlocked(state, task)) : [];
    const changed = tasks.filter((task) => !blocked.includes(task));
    // What a caller names lasts as long as it says.
    const until = state.clock.now() + expiresInMinutes * 60_000;
    for (const task of changed) task.protectedUntil = protectionEnabled ? until : undefined;
    return {
      protectedTasks: changed.map(protectedTaskShape),
      failures: [...failures, ...blocked.map(({ order }) => ({ arn: order.arn, reason: 'DEPLOYMENT_BLOCKED' }))],
    };
  },
});

/** Whether protected tasks already keep its service's deployment from its end. */
function isBlocked(region: EcsRegion, { order }: EcsTask): boolean {
  const service = region.services.all().find(({ tasks }) => [...tasks].some((each) => each.order === order));
  const { primary } = service ?? {};
  if (!service || !primary || primary.rolloutState !== 'IN_PROGRESS') return false;
  const isThere = service.tasksOf(primary).filter((task) => task.healthy).length >= service.desiredCount;
  return isThere && [...service.tasks].some((task) => task.isProtected && task.order.startedBy !== primary.id);
}
