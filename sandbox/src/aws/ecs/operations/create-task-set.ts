import type { CreateTaskSetRequest, CreateTaskSetResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import { taskSetShape } from '../answers/task-set';
import { usable } from '../checks/service';
import type { EcsRegion } from '../state/ecs.region';

export const createTaskSet = operation<EcsRegion, CreateTaskSetRequest, CreateTaskSetResponse>({
  name: 'CreateTaskSet',
  keptOnly: ['networkConfiguration.awsvpcConfiguration.securityGroups', 'clientToken'],
  run(input, { state }) {
    const service = state.services.known(state.clusters.active(input.cluster), input.service ?? '');
    const definition = usable(state.taskDefinitions.find(input.taskDefinition ?? ''));
    const taskSet = state.taskSets.create(service, definition, input);
    const shape = taskSetShape(service, taskSet);
    state.tags.put(shape.taskSetArn ?? '', input.tags);
    return { taskSet: { ...shape, tags: input.tags ?? [] } };
  },
});
