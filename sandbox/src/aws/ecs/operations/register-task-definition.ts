import type { RegisterTaskDefinitionRequest, RegisterTaskDefinitionResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import type { EcsRegion } from '../state/ecs.region';

export const registerTaskDefinition = operation<
  EcsRegion,
  RegisterTaskDefinitionRequest,
  RegisterTaskDefinitionResponse
>({
  name: 'RegisterTaskDefinition',
  run({ tags = [], ...input }, { state }) {
    const taskDefinition = state.taskDefinitions.register(input);
    state.tags.put(taskDefinition.taskDefinitionArn ?? '', tags);
    return { taskDefinition, tags };
  },
});
