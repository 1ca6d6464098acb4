import type { ListStackResourcesInput, ListStackResourcesOutput } from '@aws-sdk/client-cloudformation';
import { operation } from '../../wire/operation';
import type { CloudFormationRegion } from '../state/cloudformation.region';
import { resourceSummary } from '../stacks/stack-shape';

/** All in one page. */
export const listStackResources = operation<CloudFormationRegion, ListStackResourcesInput, ListStackResourcesOutput>({
  name: 'ListStackResources',
  unsupported: ['NextToken'],
  run: ({ StackName }, { state }) => ({
    StackResourceSummaries: [...state.stackWithId(StackName).resources.values()].map(resourceSummary),
  }),
});
