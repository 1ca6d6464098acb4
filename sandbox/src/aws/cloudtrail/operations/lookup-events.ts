import type { Event, LookupAttribute, LookupEventsRequest, LookupEventsResponse } from '@aws-sdk/client-cloudtrail';
import { operation } from '../../wire/operation';
import { invalidLookupAttributes, invalidTimeRange } from '../cloudtrail.faults';
import { pages } from '../cloudtrail.page';
import type { CloudTrailRegion } from '../state/cloudtrail.region';
import type { RecordedEvent } from '../state/recorded-event';

export const lookupEvents = operation<CloudTrailRegion, LookupEventsRequest, LookupEventsResponse>({
  name: 'LookupEvents',
  unsupported: ['EventCategory'],
  run(input, { state }) {
    const { LookupAttributes = [], StartTime, EndTime, MaxResults, NextToken } = input;
    if (LookupAttributes.length > 1) throw invalidLookupAttributes();
    if (StartTime && EndTime && StartTime > EndTime) throw invalidTimeRange();
    const [from, to] = [StartTime?.getTime() ?? 0, EndTime?.getTime() ?? Infinity];
    const found = state.history().filter((event) => {
      return event.at >= from && event.at <= to && LookupAttributes.every((each) => has(event, each));
    });
    const { items, next } = pages.of(found, { token: NextToken, size: MaxResults });
    return { Events: items.map(shape), NextToken: next };
  },
});

/** The parts of an event that can be looked up by; what resources it is about is not kept here. */
function has(event: RecordedEvent, { AttributeKey, AttributeValue }: LookupAttribute): boolean {
  const values: Partial<Record<string, string>> = {
    EventId: event.id,
    EventName: event.name,
    ReadOnly: 'false',
    Username: event.userName,
    EventSource: event.source,
    AccessKeyId: event.accessKeyId,
  };
  return values[AttributeKey ?? ''] === AttributeValue;
}

function shape({ id, name, source, at, accessKeyId, userName, record }: RecordedEvent): Event {
  return {
    EventId: id,
    EventName: name,
    ReadOnly: 'false',
    AccessKeyId: accessKeyId,
    EventTime: new Date(at),
    EventSource: source,
    Username: userName,
    Resources: [],
    CloudTrailEvent: JSON.stringify(record),
  };
}
