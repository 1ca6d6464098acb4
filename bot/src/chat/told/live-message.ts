import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import type { Message, MessageRef } from '../slack/message.types';
import { SlackPoster } from '../slack/slack-poster';
import { slackWord } from '../slack/slack-errors';

/** How long a drawn state stands before the next may replace it. Slack's allowance for all of them is the outbox's. */
const REDRAW_MS = 2000;

/** Opens messages that are edited in place while something goes on. */
@Injectable()
export class LiveMessages {
  constructor(
    private readonly outbox: SlackPoster,
    private readonly clock: Clock,
  ) {}

  /**
   * Posts the first state into a channel.
   * @param key names the message for ever, see `PostOptions`
   */
  async post(channel: string, first: Message, key: string): Promise<LiveMessage> {
    return this.resume(await this.outbox.post(channel, first, { key }), first);
  }

  /** Takes up a message that is already there and shows `drawn`. */
  resume(ref: MessageRef, drawn: Message): LiveMessage {
    return new LiveMessage(this.outbox, this.clock, ref, drawn);
  }
}

/**
 * One message that shows how something stands. The last wording wins: states that come faster than they may be drawn
 * are skipped, the newest never is. A state equal to the drawn one costs nothing.
 */
export class LiveMessage {
  private readonly logger = new Logger(LiveMessage.name);
  private readonly hurry = new AbortController();
  private newest: Message;
  private drawing: Promise<void> | undefined;
  private drawnAt: number;
  private gone = false;

  constructor(
    private readonly outbox: SlackPoster,
    private readonly clock: Clock,
    readonly ref: MessageRef,
    private drawn: Message,
  ) {
    this.newest = drawn;
    this.drawnAt = clock.now();
  }

  /** Shows this state as soon as it may be. Returns at once. */
  draw(state: Message): void {
    this.newest = state;
    void this.catchUp();
  }

  /**
   * Shows the last state without waiting for the redraw interval, then says the end as one reply in the message's
   * thread, because Slack notifies nobody of edits. Resolves when both are said.
   * @param broadcast shows the reply in the channel too
   */
  async finish(last: Message, reply: Message, broadcast = false): Promise<void> {
    await this.leave(last);
    const { channel, ts } = this.ref;
    // A message that somebody deleted has no thread to reply in; the end is said in the channel then.
    await this.outbox.post(channel, reply, this.gone ? {} : { thread: ts, broadcast, key: `${channel}/${ts}/end` });
  }

  /** Shows the last state without waiting for the redraw interval. Resolves when it is drawn. */
  leave(last: Message): Promise<void> {
    this.newest = last;
    this.hurry.abort();
    return this.catchUp();
  }

  private catchUp(): Promise<void> {
    if (!this.drawing && this.behind()) this.drawing = this.redraw();
    return this.drawing ?? Promise.resolve();
  }

  private behind(): boolean {
    return !this.gone && !sameMessage(this.newest, this.drawn);
  }

  private async redraw(): Promise<void> {
    while (this.behind()) {
      const early = this.drawnAt + REDRAW_MS - this.clock.now();
      if (early > 0) await this.clock.sleep(early, this.hurry.signal);
      try {
        this.drawn = await this.outbox.update(this.ref, () => this.newest);
      } catch (error) {
        this.failed(error);
      }
      this.drawnAt = this.clock.now();
    }
    // In the same breath as the last look: a state that comes later starts anew.
    this.drawing = undefined;
  }

  /** What Slack refuses for good will not be drawn later either; anything else is tried again with the newest state. */
  private failed(error: unknown): void {
    const word = slackWord(error);
    this.gone = word !== undefined;
    const why = word ?? (error instanceof Error ? error.message : String(error));
    this.logger.warn(`The message ${this.ref.channel}/${this.ref.ts} could not be edited: ${why}.`);
  }
}

function sameMessage(one: Message, other: Message): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
