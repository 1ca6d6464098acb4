import type { DescribeStacksInput, DescribeStacksOutput } from '@aws-sdk/client-cloudformation';
import { operation } from '../../wire/operation';
import type { CloudFormationRegion } from '../state/cloudformation.region';
import { stackShape } from '../stacks/stack-shape';

/** By name or ARN; a deleted one by its ARN only. Everything is answered in one page. */
export const describeStacks = operation<CloudFormationRegion, DescribeStacksInput, DescribeStacksOutput>({
  name: 'DescribeStacks',
  unsupported: ['NextToken'],
  run({ StackName }, { state }) {
    if (StackName !== undefined) return { Stacks: [stackShape(state.stackWithId(StackName))] };
    const alive = state.stacks.filter(({ deleted }) => !deleted);
    return { Stacks: alive.toReversed().map(stackShape) };
  },
});
