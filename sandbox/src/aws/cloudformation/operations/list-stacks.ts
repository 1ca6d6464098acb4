import type { ListStacksInput, ListStacksOutput } from '@aws-sdk/client-cloudformation';
import { operation } from '../../wire/operation';
import type { CloudFormationRegion } from '../state/cloudformation.region';
import { stackSummary } from '../stacks/stack-shape';

/** Newest first, deleted ones included. Everything is answered in one page. */
export const listStacks = operation<CloudFormationRegion, ListStacksInput, ListStacksOutput>({
  name: 'ListStacks',
  unsupported: ['NextToken'],
  run({ StackStatusFilter: wanted = [] }, { state }) {
    const stacks = state.stacks.filter(({ status }) => wanted.length === 0 || wanted.includes(status));
    return { StackSummaries: stacks.toReversed().map(stackSummary) };
  },
});
