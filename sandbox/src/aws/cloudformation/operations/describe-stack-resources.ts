import type { DescribeStackResourcesInput, DescribeStackResourcesOutput } from '@aws-sdk/client-cloudformation';
import { operation } from '../../wire/operation';
import { noSuchResource, validationError } from '../cloudformation.faults';
import type { CloudFormationRegion } from '../state/cloudformation.region';
import type { Stack } from '../stacks/stack';
import { resourceShape } from '../stacks/stack-shape';

/** Of a stack, or of the stack that a physical id belongs to. */
export const describeStackResources = operation<
  CloudFormationRegion,
  DescribeStackResourcesInput,
  DescribeStackResourcesOutput
>({
  name: 'DescribeStackResources',
  run({ StackName, LogicalResourceId, PhysicalResourceId }, { state }) {
    const stack = StackName === undefined ? owner(state, PhysicalResourceId) : state.stackWithId(StackName);
    const resources = [...stack.resources.values()].filter(
      ({ logicalId }) => LogicalResourceId === undefined || logicalId === LogicalResourceId,
    );
    if (LogicalResourceId !== undefined && resources.length === 0) throw noSuchResource(LogicalResourceId, stack.name);
    return { StackResources: resources.map((resource) => resourceShape(stack, resource)) };
  },
});

function owner(state: CloudFormationRegion, physicalId: string | undefined): Stack {
  if (physicalId === undefined) throw validationError('Either StackName or PhysicalResourceId must be specified.');
  const stack = state.stacks.find((each) => each.live().some((resource) => resource.physicalId === physicalId));
  if (!stack) throw validationError(`Stack for ${physicalId} does not exist`);
  return stack;
}
