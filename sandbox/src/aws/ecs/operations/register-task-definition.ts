import type { RegisterTaskDefinitionRequest, RegisterTaskDefinitionResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import { KEPT_IN_TASK_DEFINITIONS } from '../checks/unserved';
import type { EcsRegion } from '../state/ecs.region';

export const registerTaskDefinition = operation<
  EcsRegion,
  RegisterTaskDefinitionRequest,
  RegisterTaskDefinitionResponse
>({
  name: 'RegisterTaskDefinition',
  keptOnly: KEPT_IN_TASK_DEFINITIONS,
  run({ tags = [], ...input }, { state, accessKeyId }) {
    const taskDefinition = state.taskDefinitions.register(input, state.callerArn(accessKeyId));
    state.tags.put(taskDefinition.taskDefinitionArn ?? '', tags);
    return { taskDefinition, tags };
  },
});
