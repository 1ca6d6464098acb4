import { Injectable, Logger } from '@nestjs/common';
import type { KnownBlock } from '@slack/types';
import type { ChatPostMessageArguments } from '@slack/web-api';
import { Clock } from '../../kernel/clock';
import { Lines } from './lines';
import type { Message, MessageRef } from './message.types';
import { persist } from './persist';
import type { Leaving } from './persist';
import { PostPace } from './post-pace';
import { findPosted, stampOf } from './posted';
import type { Whereabouts } from './posted';
import { isPassing, slackWord } from './slack-errors';
import { SlackWeb } from './slack-web';
import { TokenBucket } from './token-bucket';

/** chat.update is a tier 3 method: about 50 a minute for the whole workspace, of which the bot keeps a little back. */
const UPDATE_EVERY_MS = 1250;
const UPDATE_BURST = 6;

export interface PostOptions extends Partial<Leaving> {
  /** Reply in this message's thread. */
  thread?: string | undefined;
  /** Show the reply in the channel too. */
  broadcast?: boolean | undefined;
  /** Names the message for ever: a post that may or may not have arrived is looked for by it before it is repeated. */
  key?: string | undefined;
  /** It may stand there since then already, milliseconds since the epoch: the first attempt looks for it, too. */
  since?: number | undefined;
}

/**
 * Posts, edits and whispers at Slack's pace, and repeats what Slack did not take. Posts to one channel go one after the
 * other, so that they arrive in the order they were said even when Slack answers 429: its own client pauses and then
 * sends out of order.
 */
@Injectable()
export class SlackPoster {
  private readonly logger = new Logger(SlackPoster.name);
  private readonly lines = new Lines();
  private readonly pace: PostPace;
  private readonly updates: TokenBucket;

  constructor(
    private readonly slack: SlackWeb,
    private readonly clock: Clock,
  ) {
    this.pace = new PostPace(clock);
    this.updates = new TokenBucket(clock, UPDATE_EVERY_MS, UPDATE_BURST);
  }

  /** Posts a message. `channel` is an id: a channel's, or a person's for the direct message with the bot. */
  post(channel: string, message: Message, options: PostOptions = {}): Promise<MessageRef> {
    const { key, thread, since, signal, isOver } = options;
    return this.lines.run(channel, async () => {
      await this.wait(this.pace.spend(channel));
      const where = { channel, thread, since: since ?? this.clock.now() };
      const say = async (attempt: number): Promise<MessageRef> => {
        const mayStand = key !== undefined && (attempt > 0 || since !== undefined);
        const posted = mayStand ? await this.find(key, where) : undefined;
        if (posted) return posted;
        const answer = await this.slack.client.chat.postMessage(asPost(channel, message, options));
        return { channel: answer.channel ?? channel, ts: answer.ts ?? '' };
      };
      return persist(this.clock, say, { signal, isOver });
    });
  }

  /**
   * Edits a message. Waits for its share of the workspace's allowance first, then asks for the newest wording: what was
   * superseded while it waited is never drawn. Resolves with what was drawn.
   * @param leaving when it is not tried any more
   */
  async update(ref: MessageRef, newest: () => Message, leaving: Partial<Leaving> = {}): Promise<Message> {
    await this.wait(this.updates.spend());
    const draw = async (): Promise<Message> => {
      const message = newest();
      await this.slack.client.chat.update({ channel: ref.channel, ts: ref.ts, ...asBlocks(message) });
      return message;
    };
    return persist(this.clock, draw, leaving);
  }

  /** Says something that one person alone sees, in a channel the bot is in. */
  async whisper(channel: string, user: string, message: Message, thread?: string): Promise<void> {
    await this.lines.run(channel, () =>
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

  /** Where Slack does not let the bot look, saying a thing twice is better than never. */
  private async find(key: string, where: Whereabouts): Promise<MessageRef | undefined> {
    try {
      return await findPosted(this.slack.client, key, where);
    } catch (error) {
      if (isPassing(error)) throw error;
      const why = slackWord(error) ?? String(error);
      this.logger.warn(`I could not look in ${where.channel} whether a message stands there already (${why}).`);
      return undefined;
    }
  }

  private async wait(ms: number): Promise<void> {
    if (ms > 0) await this.clock.sleep(ms);
  }
}

function asBlocks({ text, blocks }: Message): { text: string; blocks: KnownBlock[] } {
  return { text, blocks };
}

function asPost(channel: string, message: Message, options: PostOptions): ChatPostMessageArguments {
  const { thread, broadcast, key } = options;
  const post = {
    channel,
    ...asBlocks(message),
    ...(key ? { metadata: stampOf(key) } : {}),
    unfurl_links: false,
    unfurl_media: false,
  };
  if (!thread) return post;
  return broadcast ? { ...post, thread_ts: thread, reply_broadcast: true } : { ...post, thread_ts: thread };
}
