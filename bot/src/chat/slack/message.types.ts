import type { KnownBlock } from '@slack/types';

/** What the bot says: blocks for the eye, and the same as plain text for notifications and screen readers. */
export interface Message {
  text: string;
  blocks: KnownBlock[];
}

/** Where a posted message stands: Slack names a message by its channel and timestamp. */
export interface MessageRef {
  channel: string;
  ts: string;
}
