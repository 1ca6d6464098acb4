import type { DescribeTaskDefinitionRequest, DescribeTaskDefinitionResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import type { EcsRegion } from '../state/ecs.region';
import { checkInclude, clientFault } from '../ecs.faults';

export const describeTaskDefinition = operation<
  EcsRegion,
  DescribeTaskDefinitionRequest,
  DescribeTaskDefinitionResponse
>({
  name: 'DescribeTaskDefinition',
  run(input, { state }) {
    checkInclude(input.include);
    const taskDefinition = state.taskDefinitions.find(input.taskDefinition ?? '');
    if (!taskDefinition) throw clientFault('Unable to describe task definition.');
    const tags = input.include?.includes('TAGS') ? state.tags.of(taskDefinition.taskDefinitionArn ?? '') : [];
    return { taskDefinition, tags };
  },
});
