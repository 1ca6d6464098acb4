import type { UpdateTaskSetRequest, UpdateTaskSetResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import { taskSetShape } from '../answers/task-set';
import type { EcsRegion } from '../state/ecs.region';

export const updateTaskSet = operation<EcsRegion, UpdateTaskSetRequest, UpdateTaskSetResponse>({
  name: 'UpdateTaskSet',
  run(input, { state }) {
    const service = state.services.known(state.clusters.active(input.cluster), input.service ?? '');
    const taskSet = state.taskSets.known(service, input.taskSet ?? '');
    state.taskSets.scale(service, taskSet, input.scale?.value);
    return { taskSet: taskSetShape(service, taskSet) };
  },
});
