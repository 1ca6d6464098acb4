import type { ContainerInstance } from '../../engine/scheduler/container-instance';
import type { EcsTask } from '../../engine/scheduler/task';
import type { EcsRegion } from './ecs.region';

/** The tasks on an instance that nobody has ended yet. */
export const tasksOn = (region: EcsRegion, instance: ContainerInstance): EcsTask[] =>
  region.tasks.of(instance.identity.clusterName).filter(({ order, live }) => live && order.instance === instance);

/** What can happen to a machine, which nobody orders of ECS. */
export interface InstanceIncident {
  cluster: string;
  /** Its id, its ARN, or the EC2 instance's id. */
  containerInstance: string;
  /** Whether its agent speaks to ECS. */
  agentConnected?: boolean;
  /** The EC2 instance is gone, and its tasks with it. */
  terminated?: true;
}

/** @returns the instance's ARN; undefined where there is none of that name */
export function incident(
  region: EcsRegion,
  { cluster, containerInstance, ...what }: InstanceIncident,
): string | undefined {
  const instance = region.instances.find(cluster, containerInstance);
  if (!instance) return undefined;
  if (what.agentConnected !== undefined) instance.turn({ agentConnected: what.agentConnected });
  if (what.terminated) {
    const reason = `Host EC2 (instance ${instance.identity.ec2InstanceId}) terminated.`;
    const tasks = tasksOn(region, instance);
    instance.turn({ status: 'INACTIVE', agentConnected: false });
    for (const task of tasks) task.end({ code: 'TerminationNotice', reason });
  }
  return instance.identity.arn;
}
