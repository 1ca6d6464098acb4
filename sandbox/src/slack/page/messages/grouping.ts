import { isReply, type Message } from '../api/contract';
import { nearDay, type DateStyle } from '../mrkdwn/slack-date';

/** What is known about the thread under a message without opening it. */
export interface ThreadSummary {
  replies: number;
  /** The ts of the newest reply. */
  last: string;
  /** Ids of who replied, in the order of their first reply. */
  users: string[];
}

/** A message of the channel as the list draws it. */
export interface Row {
  message: Message;
  /** Goes on from the message above: same author, soon after, so that the name need not be said again. */
  continued: boolean;
  thread: ThreadSummary | null;
}

/** The messages of one day under one date line. */
export interface Day {
  label: string;
  rows: Row[];
}

const SOON_SECONDS = 300;

/** A Slack ts as milliseconds since 1970. */
export function momentOf(ts: string): number {
  return Number(ts) * 1000;
}

/**
 * Sorts a screen into days and rows: replies go into their thread's summary, and a reply whose first message is not
 * on the screen (it was private, or was deleted) stands as a row of its own rather than vanish.
 * @param now milliseconds since 1970, for "Today".
 */
export function groupMessages(messages: readonly Message[], now: number, style: DateStyle = {}): Day[] {
  const known = new Set(messages.map(({ ts }) => ts));
  const inThread = (message: Message): boolean => isReply(message) && known.has(message.thread_ts ?? '');
  const threads = summariseThreads(messages.filter(inThread));
  const days: Day[] = [];
  for (const message of messages) {
    if (inThread(message)) continue;
    const label = dayLabel(momentOf(message.ts), now, style);
    if (days.at(-1)?.label !== label) days.push({ label, rows: [] });
    const rows = days.at(-1)?.rows ?? [];
    const above = rows.at(-1);
    rows.push({
      message,
      continued: above !== undefined && above.thread === null && goesOn(above.message, message),
      thread: threads.get(message.ts) ?? null,
    });
  }
  return days;
}

/** The first message of a thread and its replies, as the rows of the panel. */
export function threadRows(messages: readonly Message[], ts: string): Row[] {
  const inThread = messages.filter((message) => message.ts === ts || message.thread_ts === ts);
  return inThread.map((message, at) => {
    const above = at > 1 ? inThread[at - 1] : undefined;
    return { message, continued: above !== undefined && goesOn(above, message), thread: null };
  });
}

function summariseThreads(replies: Message[]): Map<string, ThreadSummary> {
  const threads = new Map<string, ThreadSummary>();
  for (const reply of replies) {
    const first = reply.thread_ts ?? reply.ts;
    const before = threads.get(first) ?? { replies: 0, last: reply.ts, users: [] };
    const users = before.users.includes(reply.user) ? before.users : [...before.users, reply.user];
    threads.set(first, { replies: before.replies + 1, last: reply.ts, users });
  }
  return threads;
}

function goesOn(above: Message, message: Message): boolean {
  if (above.ephemeral || message.ephemeral || above.user !== message.user) return false;
  return Number(message.ts) - Number(above.ts) < SOON_SECONDS;
}

function dayLabel(at: number, now: number, style: DateStyle): string {
  const near = nearDay(at, now, style);
  if (near !== null) return near.charAt(0).toUpperCase() + near.slice(1);
  const zone = style.timeZone === undefined ? {} : { timeZone: style.timeZone };
  return new Intl.DateTimeFormat(style.locale ?? 'en', {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    ...zone,
  }).format(at);
}
