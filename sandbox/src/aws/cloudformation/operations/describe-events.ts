import type { DescribeEventsInput, DescribeEventsOutput } from '@aws-sdk/client-cloudformation';
import { operation } from '../../wire/operation';
import { findChangeSet } from '../state/change-sets';
import { validationError } from '../cloudformation.faults';
import type { CloudFormationRegion } from '../state/cloudformation.region';
import { operationEvents } from '../stacks/operation-events';

/**
 * The events of a stack, of one of its operations, or of a change set: a change set of this sandbox is planned before its
 * creation is answered, so it has none. Newest first, all in one page.
 */
export const describeEvents = operation<CloudFormationRegion, DescribeEventsInput, DescribeEventsOutput>({
  name: 'DescribeEvents',
  unsupported: ['NextToken'],
  run({ StackName, ChangeSetName, OperationId, Filters }, { state }) {
    if (ChangeSetName !== undefined) {
      findChangeSet(state, ChangeSetName, StackName);
      return { OperationEvents: [] };
    }
    if (StackName === undefined && OperationId === undefined) {
      throw validationError('StackName, ChangeSetName or OperationId must be specified.');
    }
    const stacks = StackName === undefined ? state.stacks : [state.stack(StackName)];
    const events = stacks
      .flatMap(operationEvents)
      .filter((event) => OperationId === undefined || event.OperationId === OperationId)
      .filter(
        (event) =>
          !Filters?.FailedEvents || event.EventType === 'PROVISIONING_ERROR' || event.OperationStatus === 'FAILED',
      );
    return { OperationEvents: events };
  },
});
