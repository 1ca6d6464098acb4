import { Injectable } from '@nestjs/common';
import type { KnownBlock } from '@slack/types';
import type { ChatPostMessageArguments } from '@slack/web-api';
import { Clock } from '../../kernel/clock';
import type { Message, MessageRef } from './message.types';
import { persist } from './persist';
import { SlackWeb } from './slack-web';
import { TokenBucket } from './token-bucket';
import { findPosted, KEY_EVENT } from './posted';

/** Slack lets an app post about one message a second into a channel; short bursts pass. */
const POST_EVERY_MS = 1000;
const POST_BURST = 4;
/** chat.update is a tier 3 method: about 50 a minute for the whole workspace, of which the bot keeps a little back. */
const UPDATE_EVERY_MS = 1250;
const UPDATE_BURST = 6;

export interface PostOptions {
  /** Reply in this message's thread. */
  thread?: string | undefined;
  /** Show the reply in the channel too. */
  broadcast?: boolean | undefined;
  /** Names the message for ever: a post that may or may not have arrived is looked for by it before it is repeated. */
  key?: string | undefined;
}

/**
 * The only way to a channel. Messages to one channel go one after the other, so that they arrive in the order they were
 * said even when Slack answers 429: its own client pauses and then sends out of order.
 */
@Injectable()
export class Outbox {
  private readonly lines = new Map<string, Promise<unknown>>();
  private readonly posts = new Map<string, TokenBucket>();
  private readonly updates: TokenBucket;

  constructor(
    private readonly slack: SlackWeb,
    private readonly clock: Clock,
  ) {
    this.updates = new TokenBucket(clock, UPDATE_EVERY_MS, UPDATE_BURST);
  }

  /** Posts a message. `channel` is an id: a channel's, or a person's for the direct message with the bot. */
  post(channel: string, message: Message, { thread, broadcast, key }: PostOptions = {}): Promise<MessageRef> {
    return this.inLine(channel, async () => {
      await this.wait(this.postsTo(channel).spend());
      const since = this.clock.now();
      return persist(this.clock, async (attempt) => {
        const posted = attempt > 0 && key ? await findPosted(this.slack.client, channel, key, since) : undefined;
        if (posted) return posted;
        const answer = await this.slack.client.chat.postMessage(asPost(channel, message, { thread, broadcast, key }));
        return { channel: answer.channel ?? channel, ts: answer.ts ?? '' };
      });
    });
  }

  /**
   * Edits a message. Waits for its share of the workspace's allowance first, then asks for the newest wording: what was
   * superseded while it waited is never drawn. Resolves with what was drawn.
   */
  async update(ref: MessageRef, newest: () => Message): Promise<Message> {
    await this.wait(this.updates.spend());
    return this.inLine(ref.channel, () =>
      persist(this.clock, async () => {
        const message = newest();
        await this.slack.client.chat.update({ channel: ref.channel, ts: ref.ts, ...asBlocks(message) });
        return message;
      }),
    );
  }

  /** Says something that one person alone sees, in a channel the bot is in. */
  async whisper(channel: string, user: string, message: Message, thread?: string): Promise<void> {
    await this.inLine(channel, () =>
      persist(this.clock, () =>
        this.slack.client.chat.postEphemeral({
          channel,
          user,
          ...asBlocks(message),
          ...(thread ? { thread_ts: thread } : {}),
        }),
      ),
    );
  }

  private inLine<T>(channel: string, say: () => Promise<T>): Promise<T> {
    const turn = (this.lines.get(channel) ?? Promise.resolve()).then(say);
    const line = turn
      .catch(() => undefined)
      .finally(() => {
        if (this.lines.get(channel) === line) this.lines.delete(channel);
      });
    this.lines.set(channel, line);
    return turn;
  }

  private postsTo(channel: string): TokenBucket {
    const bucket = this.posts.get(channel) ?? new TokenBucket(this.clock, POST_EVERY_MS, POST_BURST);
    this.posts.set(channel, bucket);
    return bucket;
  }

  private async wait(ms: number): Promise<void> {
    if (ms > 0) await this.clock.sleep(ms);
  }
}

function asBlocks({ text, blocks }: Message): { text: string; blocks: KnownBlock[] } {
  return { text, blocks };
}

function asPost(channel: string, message: Message, { thread, broadcast, key }: PostOptions): ChatPostMessageArguments {
  const post = {
    channel,
    ...asBlocks(message),
    ...(key ? { metadata: { event_type: KEY_EVENT, event_payload: { key } } } : {}),
    unfurl_links: false,
    unfurl_media: false,
  };
  if (!thread) return post;
  return broadcast ? { ...post, thread_ts: thread, reply_broadcast: true } : { ...post, thread_ts: thread };
}
