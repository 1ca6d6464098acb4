import { createHash } from 'node:crypto';
import type { FilterLogEventsRequest, FilterLogEventsResponse } from '@aws-sdk/client-cloudwatch-logs';
import { NotImplementedFault } from '../../wire/fault';
import { operation } from '../../wire/operation';
import type { LogsRegion } from '../state/logs.region';
import { pages } from '../logs.page';

export const filterLogEvents = operation<LogsRegion, FilterLogEventsRequest, FilterLogEventsResponse>({
  name: 'FilterLogEvents',
  unsupported: ['unmask'],
  run(input, { state }) {
    const { startTime = 0, endTime = Infinity, logStreamNames, logStreamNamePrefix = '' } = input;
    const wanted = termsOf(input.filterPattern);
    const group = state.group(input.logGroupIdentifier ?? input.logGroupName);
    const streams = logStreamNames?.length
      ? logStreamNames.map((name) => group.stream(name))
      : group.listStreams().filter(({ name }) => name.startsWith(logStreamNamePrefix));
    const found = streams
      .flatMap(({ name, arn, events }) => events.map((event) => ({ ...event, name, arn })))
      .filter(({ timestamp, message }) => timestamp >= startTime && timestamp <= endTime && wanted(message))
      .toSorted((a, b) => a.timestamp - b.timestamp);
    const { items, next } = pages.of(found, { token: input.nextToken, size: input.limit }, 10_000);
    return {
      events: items.map(({ name, arn, timestamp, message, ingestionTime, sequence }) => ({
        logStreamName: name,
        timestamp,
        message,
        ingestionTime,
        eventId: createHash('sha256').update(`${arn} ${sequence}`).digest('hex').slice(0, 56),
      })),
      searchedLogStreams: [],
      nextToken: next,
    };
  },
});

/**
 * Words that must all be in a message ("Filter pattern syntax for unstructured log events"), quoted where they are more than letters.
 * @throws NotImplementedFault for patterns over JSON or columns, optional and excluded terms, and regular expressions
 */
function termsOf(pattern = ''): (message: string) => boolean {
  if (/^\s*[{[]|(^|\s)[?%-]/.test(pattern))
    throw new NotImplementedFault('logs', `FilterLogEvents with filterPattern ${pattern}`);
  const terms = [...pattern.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  return (message) => terms.every((term) => message.includes(term));
}
