import type { RegisterContainerInstanceRequest, RegisterContainerInstanceResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import { containerInstanceShape } from '../answers/container-instance';
import type { EcsRegion } from '../state/ecs.region';

/** The agent's own call: the instance is there from then on, and its agent connected. */
export const registerContainerInstance = operation<
  EcsRegion,
  RegisterContainerInstanceRequest,
  RegisterContainerInstanceResponse
>({
  name: 'RegisterContainerInstance',
  keptOnly: ['instanceIdentityDocumentSignature', 'platformDevices'],
  run(input, { state }) {
    const instance = state.instances.register(state.clusters.active(input.cluster), input);
    state.tags.put(instance.identity.arn, input.tags);
    return { containerInstance: containerInstanceShape(state, instance, true) };
  },
});
