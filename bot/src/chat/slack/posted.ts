import type { WebClient } from '@slack/web-api';
import type { MessageRef } from './message.types';

/** The metadata event under which a message carries its key. It holds nothing else: the whole workspace can read it. */
export const KEY_EVENT = 'ecs_chatops_message';
const CLOCKS_DIFFER_S = 60;

/**
 * Looks for a message by its key among what the channel has had since `since` (milliseconds). Posting has no idempotency
 * key of its own, so this is how a post whose answer was lost is recognised.
 */
export async function findPosted(
  client: WebClient,
  channel: string,
  key: string,
  since: number,
): Promise<MessageRef | undefined> {
  const { messages = [] } = await client.conversations.history({
    channel,
    oldest: String(Math.floor(since / 1000) - CLOCKS_DIFFER_S),
    include_all_metadata: true,
    limit: 100,
  });
  const found = messages.find(({ metadata }) => metadata?.event_type === KEY_EVENT && keyOf(metadata) === key);
  return found?.ts ? { channel, ts: found.ts } : undefined;
}

function keyOf(metadata: { event_payload?: object }): unknown {
  return metadata.event_payload && 'key' in metadata.event_payload ? metadata.event_payload.key : undefined;
}
