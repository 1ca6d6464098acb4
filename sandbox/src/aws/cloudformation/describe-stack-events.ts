import type { DescribeStackEventsInput, DescribeStackEventsOutput } from '@aws-sdk/client-cloudformation';
import { operation } from '../wire/operation';
import type { CloudFormationRegion } from './cloudformation.region';

/** Newest first, all of them in one page. */
export const describeStackEvents = operation<CloudFormationRegion, DescribeStackEventsInput, DescribeStackEventsOutput>(
  {
    name: 'DescribeStackEvents',
    unsupported: ['NextToken'],
    run: ({ StackName }, { state }) => ({
      StackEvents: state
        .stack(StackName)
        .events.newestFirst()
        .map(({ operation: _, ...event }) => event),
    }),
  },
);
