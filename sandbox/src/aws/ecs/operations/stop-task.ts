import type { StopTaskRequest, StopTaskResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import type { EcsRegion } from '../state/ecs.region';
import { invalidParameter } from '../ecs.faults';
import { taskShape } from '../answers/task';

export const stopTask = operation<EcsRegion, StopTaskRequest, StopTaskResponse>({
  name: 'StopTask',
  run(input, { state }) {
    const cluster = state.clusters.active(input.cluster);
    const task = state.tasks.find(cluster.name, input.task ?? '');
    if (!task) throw invalidParameter('The referenced task was not found.');
    // What it is asked to be shows at once, what it is only when its agent has heard of it.
    const { lastStatus } = task;
    task.end({ code: 'UserInitiated', reason: input.reason ?? 'Task stopped by user' });
    return { task: { ...taskShape(state, task), lastStatus } };
  },
});
