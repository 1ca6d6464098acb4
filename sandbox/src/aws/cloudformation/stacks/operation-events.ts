import type { OperationEvent } from '@aws-sdk/client-cloudformation';
import type { Stack } from './stack';
import type { StackEventRecord } from './stack-events';

/**
 * What happened to a stack as DescribeEvents answers it, newest first: for each operation its end and its beginning, and
 * between them what became of its resources.
 */
export const operationEvents = (stack: Stack): OperationEvent[] =>
  stack.events.newestFirst().flatMap((record) => shape(stack, record) ?? []);

function shape(stack: Stack, record: StackEventRecord): OperationEvent | undefined {
  const { operation, ResourceStatus: status = 'CREATE_IN_PROGRESS' } = record;
  const shared = {
    EventId: record.EventId,
    StackId: record.StackId,
    OperationId: operation.id,
    OperationType: operation.kind,
    Timestamp: record.Timestamp,
    ...(operation.token !== undefined && { ClientRequestToken: operation.token }),
  } satisfies OperationEvent;
  if (record.PhysicalResourceId !== stack.id) {
    return {
      ...shared,
      EventType: status.endsWith('_FAILED') ? 'PROVISIONING_ERROR' : 'PROGRESS_EVENT',
      LogicalResourceId: record.LogicalResourceId,
      PhysicalResourceId: record.PhysicalResourceId,
      ResourceType: record.ResourceType,
      ResourceStatus: status,
      ResourceStatusReason: record.ResourceStatusReason,
      ResourceProperties: record.ResourceProperties,
    };
  }
  const going = status.endsWith('_IN_PROGRESS');
  // Roll-back and clean-up are part of the operation that led to them.
  if (going && record.ResourceStatusReason !== 'User Initiated') return undefined;
  const failed = status.endsWith('_FAILED') || status.includes('ROLLBACK');
  return {
    ...shared,
    EventType: 'STACK_EVENT',
    OperationStatus: going ? 'IN_PROGRESS' : failed ? 'FAILED' : 'SUCCEEDED',
    StartTime: new Date(operation.startedAt),
    ...(!going && { EndTime: record.Timestamp }),
  };
}
