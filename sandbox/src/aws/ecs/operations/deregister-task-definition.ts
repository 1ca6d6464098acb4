import type { DeregisterTaskDefinitionRequest, DeregisterTaskDefinitionResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import { nameOf } from '../state/arns';
import type { EcsRegion } from '../state/ecs.region';
import { clientFault, invalidParameter } from '../ecs.faults';

export const deregisterTaskDefinition = operation<
  EcsRegion,
  DeregisterTaskDefinitionRequest,
  DeregisterTaskDefinitionResponse
>({
  name: 'DeregisterTaskDefinition',
  run({ taskDefinition: reference = '' }, { state }) {
    if (!nameOf(reference).includes(':')) throw invalidParameter('Invalid revision number. Number: null');
    const taskDefinition = state.taskDefinitions.find(reference);
    if (!taskDefinition) throw clientFault('Unable to describe task definition.');
    state.taskDefinitions.deregister(taskDefinition);
    return { taskDefinition };
  },
});
