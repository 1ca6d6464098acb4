import type { Failure, ProtectedTask } from '@aws-sdk/client-ecs';
import type { EcsTask } from '../../engine/scheduler/task';
import { nameOf } from '../state/arns';
import type { EcsRegion } from '../state/ecs.region';

/** A task's scale-in protection, as GetTaskProtection and UpdateTaskProtection answer it. */
export const protectedTaskShape = ({ order, isProtected, protectedUntil }: EcsTask): ProtectedTask => ({
  taskArn: order.arn,
  protectionEnabled: isProtected,
  ...(isProtected && protectedUntil !== undefined && { expirationDate: new Date(protectedUntil) }),
});

/** The tasks of services among those named, and why the others have no protection ("Amazon ECS API failure reasons"). */
export function protectable(
  region: EcsRegion,
  cluster: string,
  ids: readonly string[],
): { tasks: EcsTask[]; failures: Failure[] } {
  const tasks: EcsTask[] = [];
  const failures: Failure[] = [];
  for (const id of ids) {
    const task = region.tasks.find(cluster, id);
    const arn = task?.order.arn ?? region.arns.task(cluster, nameOf(id));
    if (!task) failures.push({ arn, reason: 'MISSING' });
    else if (!task.order.startedBy?.startsWith('ecs-svc/') || !task.live)
      failures.push({ arn, reason: 'TASK_NOT_VALID' });
    else tasks.push(task);
  }
  return { tasks, failures };
}
