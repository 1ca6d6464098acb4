import { unescapeText, type Inline } from './ast';

const SAFE = /^(?:https?:\/\/|mailto:|tel:)/i;

/** Only addresses that a click may safely follow: the web, mail and telephone; never `javascript:` or `data:`. */
export function isSafeLink(url: string): boolean {
  return SAFE.test(url);
}

/**
 * Reads what stands between `<` and `>` in mrkdwn: a link, a mention, a channel, a broadcast or a date
 * (https://docs.slack.dev/messaging/formatting-message-text).
 * @returns null for anything else, which is then ordinary text.
 */
export function readAngle(inner: string): Inline | null {
  const bar = inner.indexOf('|');
  const head = bar === -1 ? inner : inner.slice(0, bar);
  const label = bar === -1 ? undefined : unescapeText(inner.slice(bar + 1));
  const named = label === undefined || label === '' ? {} : { label };
  if (/^@[UW]\w+$/.test(head)) return { type: 'user', id: head.slice(1), ...named };
  if (/^#[CDG]\w+$/.test(head)) return { type: 'channel', id: head.slice(1), ...named };
  if (/^!(?:here|channel|everyone)$/.test(head)) return { type: 'broadcast', range: head.slice(1) };
  if (head.startsWith('!subteam^')) return { type: 'broadcast', range: (label ?? head.slice(9)).replace(/^@/, '') };
  if (head.startsWith('!date^')) return readDate(head.slice(6), label ?? '');
  const url = unescapeText(head);
  if (!isSafeLink(url)) return null;
  return { type: 'link', url, text: label ?? url.replace(/^mailto:/i, '') };
}

function readDate(rest: string, fallback: string): Inline | null {
  const [stamp = '', format = '', link] = rest.split('^');
  if (!/^\d+$/.test(stamp) || format === '') return null;
  const safe = link !== undefined && isSafeLink(unescapeText(link)) ? { link: unescapeText(link) } : {};
  return { type: 'date', unix: Number(stamp), format: unescapeText(format), ...safe, fallback };
}
