import type { DescribeLogStreamsRequest, DescribeLogStreamsResponse } from '@aws-sdk/client-cloudwatch-logs';
import { operation } from '../../wire/operation';
import { invalidParameter } from '../logs.faults';
import type { LogStream } from '../state/log-stream';
import type { LogsRegion } from '../state/logs.region';
import { pages } from '../logs.page';

export const describeLogStreams = operation<LogsRegion, DescribeLogStreamsRequest, DescribeLogStreamsResponse>({
  name: 'DescribeLogStreams',
  run(input, { state }) {
    const { logStreamNamePrefix: prefix, orderBy = 'LogStreamName', descending = false } = input;
    if (prefix !== undefined && orderBy === 'LastEventTime')
      throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
    const streams = state
      .group(input.logGroupIdentifier ?? input.logGroupName)
      .listStreams()
      .filter(({ name }) => name.startsWith(prefix ?? ''));
    const ordered = orderBy === 'LastEventTime' ? streams.toSorted((a, b) => lastEvent(a) - lastEvent(b)) : streams;
    const { items, next } = pages.of(descending ? ordered.toReversed() : ordered, {
      token: input.nextToken,
      size: input.limit,
    });
    return { logStreams: items.map((stream) => stream.shape()), nextToken: next };
  },
});

const lastEvent = ({ events, createdAt }: LogStream): number => events.at(-1)?.timestamp ?? createdAt;
