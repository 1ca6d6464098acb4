import type { Channel } from '../api/contract';
import type { Route } from './route';

/**
 * Reads the address of a message as Slack's chat.getPermalink writes it, `/archives/C1/p1700000000000100`, in a thread
 * with `?thread_ts=…` (https://docs.slack.dev/reference/methods/chat.getPermalink).
 * @returns null where the address is no such thing. A channel that is not in the list is taken for the direct message.
 */
export function readPermalink(url: URL, channels: readonly Channel[]): Route | null {
  const [, id, digits] = /^\/archives\/(\w+)(?:\/p(\d{7,}))?\/?$/.exec(url.pathname) ?? [];
  if (id === undefined) return null;
  const channel = channels.find((one) => one.id === id);
  const thread = url.searchParams.get('thread_ts');
  return {
    place: channel === undefined ? { kind: 'direct' } : { kind: 'channel', name: channel.name },
    ...(digits === undefined ? {} : { message: `${digits.slice(0, -6)}.${digits.slice(-6)}` }),
    ...(thread === null ? {} : { thread }),
  };
}
