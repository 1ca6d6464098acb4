import { Logger } from '@nestjs/common';
import type { RespondFn } from '@slack/bolt';
import type { Message, MessageRef } from '../slack/message.types';
import { Replies } from '../asked/invocation';
import { slackWord } from '../slack/slack-errors';
import type { SlackPoster } from '../slack/slack-poster';
import { truncateMrkdwn } from '../words/text';
import { messageOf } from '../../kernel/message-of';

/** The longest sentence that is said when a message cannot be. */
const PLAIN = 300;

export interface ReplyRoads {
  channel: string;
  user: string;
  /** The thread that it was asked in. */
  thread?: string;
  /** Slack's response URL: five uses in thirty minutes. A mention has none. */
  respond?: RespondFn;
  clicked?: MessageRef & { ephemeral: boolean };
}

/** Private answers, by the first road that is open: the response URL, an ephemeral message, the direct message. */
export class SlackReplies extends Replies {
  private readonly logger = new Logger(SlackReplies.name);
  private answered = false;
  /** Slack has answered, and said no. */
  private wasRefused = false;
  /** Resolves when a hint is out, so that the answer does not arrive before it. */
  private hinted: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly poster: SlackPoster,
    private readonly roads: ReplyRoads,
  ) {
    super();
  }

  /** By the response URL alone: it is for now, and not worth waiting for Slack. A command's message cannot be edited later. */
  async hint(message: Message): Promise<void> {
    const { respond } = this.roads;
    if (this.answered || !respond) return;
    this.hinted = respond({ ...message, response_type: 'ephemeral', replace_original: false }).catch(() => undefined);
    await this.hinted;
  }

  async answer(message: Message): Promise<void> {
    this.answered = true;
    await this.hinted;
    const { respond, channel, user, thread } = this.roads;
    const ways = (said: Message) => [
      // Said to be a new message: for a button's response URL the original would otherwise be replaced.
      ...(respond ? [() => respond({ ...said, response_type: 'ephemeral', replace_original: false })] : []),
      ...(channel ? [() => this.poster.whisper(channel, user, said, thread)] : []),
      () => this.poster.post(user, said),
    ];
    if (await this.firstThatWorks(ways(message))) return;
    // A message that Slack does not take as it is; a plain sentence is better than none.
    if (this.wasRefused) await this.firstThatWorks(ways(plain(message)));
  }

  async replace(message: Message): Promise<void> {
    const { clicked, respond } = this.roads;
    if (!clicked || (clicked.ephemeral && !respond)) return this.answer(message);
    // An ephemeral message can be edited through its response URL alone.
    const edit = clicked.ephemeral
      ? () => respond?.({ ...message, replace_original: true })
      : () => this.poster.update(clicked, () => message);
    await this.firstThatWorks([async () => edit(), () => this.answer(message)]);
  }

  /** Whether one of them worked. */
  private async firstThatWorks(ways: (() => Promise<unknown>)[]): Promise<boolean> {
    const failures: string[] = [];
    for (const way of ways) {
      try {
        await way();
        return true;
      } catch (error) {
        this.wasRefused ||= slackWord(error) !== undefined;
        failures.push(messageOf(error));
      }
    }
    this.logger.error(`An answer to ${this.roads.user} could not be delivered: ${failures.join('; ')}`);
    return false;
  }
}

function plain({ text }: Message): Message {
  return { text: truncateMrkdwn(text, PLAIN), blocks: [] };
}
