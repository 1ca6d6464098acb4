import type { Channel, Person } from '../api/contract';
import { isReply } from '../api/contract';
import { readRoute, writeRoute, type Place } from '../route/route';
import type { Arrival } from '../screens/screen-store';
import type { Toast } from './toasts';

/** The toast for something Slack would have rung for: who is meant, where, why, and what was said. */
export function toastFor(arrival: Arrival, me: Person): Toast {
  const { address, notification, message } = arrival;
  const threaded = message !== undefined && isReply(message);
  const where = address.startsWith('@') ? 'a direct message' : threaded ? `a thread in ${address}` : address;
  const place: Place = address.startsWith('@') ? { kind: 'direct' } : { kind: 'channel', name: address.slice(1) };
  const thread = threaded ? message.thread_ts : undefined;
  return {
    title: titleFor(notification.reason, me.name, where, message?.author ?? 'Somebody'),
    text: message?.plain ?? '',
    href: writeRoute({ place, person: me.name, ...(thread === undefined ? {} : { thread }) }),
    tone: 'ring',
  };
}

/** Whether the reader has in front of them what the toast would tell: that place, and the thread if it is in one. */
export function isInSight(arrival: Arrival, hash: string, channels: readonly Channel[]): boolean {
  const route = readRoute(hash) ?? { place: { kind: 'channel' as const, name: channels[0]?.name ?? '' } };
  const address = arrival.address;
  const here = route.place.kind === 'direct' ? address.startsWith('@') : address === `#${route.place.name}`;
  const { message } = arrival;
  return here && (message === undefined || !isReply(message) || message.thread_ts === route.thread);
}

function titleFor(reason: string, name: string, where: string, author: string): string {
  if (reason === 'mention') return `${name} was mentioned in ${where}`;
  if (reason === 'dm') return `${author} wrote to ${name}`;
  return `${author} replied in ${where}`;
}
