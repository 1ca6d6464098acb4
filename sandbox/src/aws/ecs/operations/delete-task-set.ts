import type { DeleteTaskSetRequest, DeleteTaskSetResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import { taskSetShape } from '../answers/task-set';
import type { EcsRegion } from '../state/ecs.region';

export const deleteTaskSet = operation<EcsRegion, DeleteTaskSetRequest, DeleteTaskSetResponse>({
  name: 'DeleteTaskSet',
  run(input, { state }) {
    const service = state.services.known(state.clusters.active(input.cluster), input.service ?? '');
    const taskSet = state.taskSets.known(service, input.taskSet ?? '');
    state.taskSets.delete(service, taskSet, input.force ?? false);
    return { taskSet: taskSetShape(service, taskSet) };
  },
});
