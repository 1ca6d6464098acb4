import type { DeregisterContainerInstanceRequest, DeregisterContainerInstanceResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import { containerInstanceShape } from '../answers/container-instance';
import { invalidParameter } from '../ecs.faults';
import type { EcsRegion } from '../state/ecs.region';
import { tasksOn } from '../state/tasks-on-instance';

export const deregisterContainerInstance = operation<
  EcsRegion,
  DeregisterContainerInstanceRequest,
  DeregisterContainerInstanceResponse
>({
  name: 'DeregisterContainerInstance',
  run({ cluster: asked, containerInstance = '', force }, { state }) {
    const cluster = state.clusters.active(asked);
    const instance = state.instances.find(cluster.name, containerInstance);
    if (!instance) throw invalidParameter('The referenced container instance was not found.');
    const tasks = tasksOn(state, instance);
    if (tasks.length > 0 && !force) throw invalidParameter('Found running tasks on the instance.');
    instance.turn({ status: 'INACTIVE', agentConnected: false });
    // They would run on unseen; here nobody could ever end them.
    const reason = 'Container instance deregistration forced by user';
    for (const task of tasks) task.end({ code: 'ServiceSchedulerInitiated', reason });
    return { containerInstance: containerInstanceShape(state, instance, true) };
  },
});
