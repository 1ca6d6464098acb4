import type { GetLogEventsRequest, GetLogEventsResponse } from '@aws-sdk/client-cloudwatch-logs';
import { operation } from '../../wire/operation';
import { constraint, invalidParameter } from '../logs.faults';
import type { LogsRegion } from '../state/logs.region';

const MOST = 10_000;

export const getLogEvents = operation<LogsRegion, GetLogEventsRequest, GetLogEventsResponse>({
  name: 'GetLogEvents',
  unsupported: ['unmask'],
  run(input, { state }) {
    const { startTime = 0, endTime = Infinity, limit = MOST, nextToken, startFromHead = false } = input;
    if (limit < 1 || limit > MOST)
      throw constraint('limit', limit, `Member must have value less than or equal to ${MOST}`);
    const { events } = state.group(input.logGroupIdentifier ?? input.logGroupName).stream(input.logStreamName);
    const asked = events.filter(({ timestamp }) => timestamp >= startTime && timestamp < endTime);
    const [from, to] = rangeOf(nextToken, asked.length, limit, startFromHead);
    return {
      events: asked
        .slice(from, to)
        .map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime })),
      nextForwardToken: `f/${to}`,
      nextBackwardToken: `b/${from}`,
    };
  },
});

/** Which of `count` events to answer: at either end the same token comes back, which is how a reader knows. */
function rangeOf(token: string | undefined, count: number, limit: number, fromHead: boolean): [number, number] {
  const [, direction, place] = /^([fb])\/(\d+)$/.exec(token ?? (fromHead ? 'f/0' : `b/${count}`)) ?? [];
  if (!direction) throw invalidParameter('The specified nextToken is invalid.');
  const at = Math.min(Number(place), count);
  return direction === 'f' ? [at, Math.min(at + limit, count)] : [Math.max(0, at - limit), at];
}
