import type { DescribeStackEventsInput, DescribeStackEventsOutput, StackEvent } from '@aws-sdk/client-cloudformation';
import { operation } from '../../wire/operation';
import type { CloudFormationRegion } from '../state/cloudformation.region';
import type { StackEventRecord } from '../stacks/stack-events';

/** Newest first, all of them in one page. */
export const describeStackEvents = operation<CloudFormationRegion, DescribeStackEventsInput, DescribeStackEventsOutput>(
  {
    name: 'DescribeStackEvents',
    unsupported: ['NextToken'],
    run: ({ StackName }, { state }) => ({
      StackEvents: state.stack(StackName).events.newestFirst().map(eventOf),
    }),
  },
);

function eventOf(record: StackEventRecord): StackEvent {
  const { operation: _, ...event } = record;
  return event;
}
