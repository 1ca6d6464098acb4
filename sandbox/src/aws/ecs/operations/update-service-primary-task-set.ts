import type { UpdateServicePrimaryTaskSetRequest, UpdateServicePrimaryTaskSetResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import { taskSetShape } from '../answers/task-set';
import type { EcsRegion } from '../state/ecs.region';

export const updateServicePrimaryTaskSet = operation<
  EcsRegion,
  UpdateServicePrimaryTaskSetRequest,
  UpdateServicePrimaryTaskSetResponse
>({
  name: 'UpdateServicePrimaryTaskSet',
  run(input, { state }) {
    const service = state.services.known(state.clusters.active(input.cluster), input.service ?? '');
    const taskSet = state.taskSets.known(service, input.primaryTaskSet ?? '');
    state.taskSets.makePrimary(service, taskSet);
    return { taskSet: taskSetShape(service, taskSet) };
  },
});
