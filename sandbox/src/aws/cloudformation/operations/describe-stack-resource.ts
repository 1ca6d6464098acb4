import type { DescribeStackResourceInput, DescribeStackResourceOutput } from '@aws-sdk/client-cloudformation';
import { operation } from '../../wire/operation';
import { noSuchResource } from '../cloudformation.faults';
import type { CloudFormationRegion } from '../state/cloudformation.region';
import { resourceDetail } from '../stacks/stack-shape';

export const describeStackResource = operation<
  CloudFormationRegion,
  DescribeStackResourceInput,
  DescribeStackResourceOutput
>({
  name: 'DescribeStackResource',
  run({ StackName, LogicalResourceId = '' }, { state }) {
    const stack = state.stack(StackName);
    const resource = stack.resources.get(LogicalResourceId);
    if (!resource) throw noSuchResource(LogicalResourceId, stack.name);
    return { StackResourceDetail: resourceDetail(stack, resource) };
  },
});
