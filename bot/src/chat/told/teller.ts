import { Injectable, Logger } from '@nestjs/common';
import { Channels } from '../slack/channels';
import type { Message, MessageRef } from '../slack/message.types';
import { isOutage, slackWord } from '../slack/slack-errors';
import { SlackPoster } from '../slack/slack-poster';
import type { Leaving } from '../slack/persist';
import type { PostOptions } from '../slack/slack-poster';
import { isGone, refusal } from './refusals';
import type { Attempt } from './refusals';
import { messageOf } from '../../kernel/message-of';

/** So many places are remembered where nothing can be said, so that the log says so once. */
const REMEMBERED = 100;

/** Says one thing once, and judges what became of it. Never rejects. */
@Injectable()
export class Teller {
  private readonly logger = new Logger(Teller.name);
  /** By channel: why nothing can be said there. */
  private readonly closed = new Map<string, string>();

  constructor(
    private readonly poster: SlackPoster,
    private readonly channels: Channels,
  ) {}

  /** @param channel an id or `#name` */
  post(channel: string, message: Message, options: PostOptions & { key: string }): Promise<Attempt> {
    const attempt = this.judged(channel, options.key, async () => {
      const id = await this.channels.idOf(channel);
      if (id === undefined) return this.noChannel(channel);
      try {
        const ref = await this.poster.post(id, message, options);
        // What is found may be what was tried before, with other words.
        return options.since === undefined ? { kind: 'done', ref, drawn: message } : { kind: 'done', ref };
      } catch (error) {
        if (slackWord(error) === 'channel_not_found') this.channels.forget(id);
        throw error;
      }
    });
    return options.thread ? attempt : attempt.then(withoutGone);
  }

  /**
   * @param newest asked for at the last moment, and again when it is repeated
   * @param leaving when it is not tried any more
   */
  edit(ref: MessageRef, key: string, newest: () => Message, leaving: Partial<Leaving> = {}): Promise<Attempt> {
    return this.judged(ref.channel, key, async () => ({
      kind: 'done',
      ref,
      drawn: await this.poster.update(ref, newest, leaving),
    }));
  }

  private async judged(channel: string, key: string, say: () => Promise<Attempt>): Promise<Attempt> {
    try {
      const attempt = await say();
      if (attempt.kind === 'done') this.closed.delete(channel);
      return attempt;
    } catch (error) {
      const word = slackWord(error) ?? '';
      if (isGone(word)) return { kind: 'gone' };
      const refused = refusal(word);
      if (!refused) return { kind: 'later', why: reasonOf(error), outage: isOutage(error) };
      if (refused.closed) this.close(channel, `${refused.why} (${word})`);
      else this.logger.error(`${key} can not be said in ${channel}, and I give it up: ${refused.why} (${word})`);
      return { kind: 'never', why: refused.why };
    }
  }

  private noChannel(channel: string): Attempt {
    const why = `There is no channel ${channel} that I can see. Create it, or invite me.`;
    this.close(channel, why);
    return { kind: 'never', why };
  }

  private close(channel: string, why: string): void {
    if (this.closed.get(channel) === why) return;
    if (this.closed.size >= REMEMBERED) this.closed.clear();
    this.closed.set(channel, why);
    this.logger.error(`Nothing can be said in ${channel}, and I give up what was to be: ${why}`);
  }
}

/** Where nothing was edited and no thread was meant, there is nothing that could be gone. */
function withoutGone(attempt: Attempt): Attempt {
  return attempt.kind === 'gone' ? { kind: 'later', why: 'Slack misses a message', outage: false } : attempt;
}

function reasonOf(error: unknown): string {
  return slackWord(error) ?? messageOf(error);
}
