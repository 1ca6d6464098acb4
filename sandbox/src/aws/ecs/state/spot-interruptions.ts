import type { EcsTask } from '../../engine/scheduler/task';
import type { EcsRegion } from './ecs.region';

/** Which tasks on Fargate Spot are to be interrupted. */
export interface SpotInterruption {
  cluster: string;
  /** Of one service; of any, and of none, when left out. */
  service?: string;
  /** How many, the oldest first; all when left out. */
  count?: number;
}

/**
 * Takes back Spot capacity: tasks get SIGTERM and then stop ("Termination notices for Fargate Spot capacity").
 * @returns the ARNs of the tasks that are interrupted; none where no task runs on such capacity
 */
export function interruptSpot(region: EcsRegion, { cluster, service, count }: SpotInterruption): string[] {
  const isMeant = ({ live, order }: EcsTask): boolean =>
    live &&
    order.capacityProviderName === 'FARGATE_SPOT' &&
    (service === undefined || order.group === `service:${service}`);
  const tasks = region.tasks.of(cluster).filter(isMeant).slice(0, count);
  for (const task of tasks) task.end({ code: 'SpotInterruption', reason: 'Your Spot Task was interrupted.' });
  return tasks.map(({ order }) => order.arn);
}
