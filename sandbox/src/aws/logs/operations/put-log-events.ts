import type { PutLogEventsRequest, PutLogEventsResponse } from '@aws-sdk/client-cloudwatch-logs';
import { operation } from '../../wire/operation';
import { invalidParameter } from '../logs.faults';
import type { LogsRegion } from '../state/logs.region';

export const putLogEvents = operation<LogsRegion, PutLogEventsRequest, PutLogEventsResponse>({
  name: 'PutLogEvents',
  unsupported: ['entity'],
  run({ logGroupName, logStreamName, logEvents = [] }, { state }) {
    const stream = state.group(logGroupName).stream(logStreamName);
    const events = logEvents.map(({ timestamp = 0, message = '' }) => ({ timestamp, message }));
    const ordered = events.every(({ timestamp }, index) => timestamp >= (events[index - 1]?.timestamp ?? 0));
    if (!ordered) throw invalidParameter('Log events in a single PutLogEvents request must be in chronological order.');
    stream.write(events, state.now());
    return {};
  },
});
