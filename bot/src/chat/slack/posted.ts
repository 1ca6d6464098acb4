import { createHash } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import type { MessageRef } from './message.types';

/** The metadata event under which a message carries its stamp. It holds nothing else: the whole workspace can read it. */
const STAMP_EVENT = 'ecs_chatops_message';
const STAMP_LENGTH = 22;
const CLOCKS_DIFFER_S = 60;
const PAGE = 100;
/** A message is looked for from the moment on in which it was first tried, so it stands on one of the first pages. */
const PAGES = 5;

/** Where and since when (milliseconds) a message may have been posted. `thread` where it is a reply. */
export interface Whereabouts {
  channel: string;
  thread?: string | undefined;
  since: number;
}

interface Carrier {
  ts?: string;
  metadata?: { event_type?: string; event_payload?: object };
}

/** What a message carries of its key: unmistakable, and without the names of services and alarms that keys are made of. */
export function stampOf(key: string): { event_type: string; event_payload: { key: string } } {
  const digest = createHash('sha256').update(key).digest('base64url');
  return { event_type: STAMP_EVENT, event_payload: { key: digest.slice(0, STAMP_LENGTH) } };
}

/**
 * Looks for a message by its key. Posting has no idempotency key of its own, so this is how a post whose answer was lost
 * is recognised. Replies are not in a channel's history: they are looked for in their thread.
 */
export async function findPosted(client: WebClient, key: string, where: Whereabouts): Promise<MessageRef | undefined> {
  const { channel, thread } = where;
  const oldest = String(Math.floor(where.since / 1000) - CLOCKS_DIFFER_S);
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const search = { channel, oldest, include_all_metadata: true, limit: PAGE, ...(cursor ? { cursor } : {}) };
    const found = thread
      ? await client.conversations.replies({ ...search, ts: thread })
      : await client.conversations.history(search);
    const ts = found.messages?.find((message) => carries(message, key))?.ts;
    if (ts) return { channel, ts };
    cursor = found.response_metadata?.next_cursor;
    if (!cursor) return undefined;
  }
  return undefined;
}

function carries({ metadata }: Carrier, key: string): boolean {
  const stamp = stampOf(key);
  const payload = metadata?.event_payload ?? {};
  return metadata?.event_type === stamp.event_type && 'key' in payload && payload.key === stamp.event_payload.key;
}
