import { Injectable, Logger } from '@nestjs/common';
import type {
  AllMiddlewareArgs,
  BlockAction,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackEventMiddlewareArgs,
} from '@slack/bolt';
import { newId } from '../../kernel/ids';
import type { MessageRef } from '../slack/message.types';
import { ChatOptions } from '../slack/chat.options';
import { Invocation } from '../asked/invocation';
import { SlackPoster } from '../slack/slack-poster';
import type { Hall } from '../asked/hall';
import { SlackReplies } from './slack-replies';

/** Mentions are delivered again when Slack thinks that an acknowledgement was lost. So many are remembered. */
const REMEMBERED = 500;

/** Turns what Slack delivers into invocations. Acknowledges first, always: Slack waits three seconds. */
@Injectable()
export class Incoming {
  private readonly logger = new Logger(Incoming.name);
  private readonly seen = new Set<string>();

  constructor(
    private readonly outbox: SlackPoster,
    private readonly options: ChatOptions,
  ) {}

  async command({ ack, body, respond }: SlackCommandMiddlewareArgs, hall: Hall): Promise<void> {
    const closed = hall.closed();
    if (!(await this.acknowledged(() => (closed ? ack(closed) : ack()))) || closed) return;
    const { user_id: user, user_name: name, channel_id: channel } = body;
    const said = `${body.command} ${body.text}`.trim();
    const replies = new SlackReplies(this.outbox, { channel, user, respond });
    await hall.command(body.text, this.invocation({ id: user, name }, channel, said, replies));
  }

  async click({ ack, body, action, respond }: SlackActionMiddlewareArgs<BlockAction>, hall: Hall): Promise<void> {
    if (!(await this.acknowledged(() => ack())) || action.type !== 'button') return;
    const channel = body.channel?.id ?? '';
    const { id: user, name } = body.user;
    const clicked = clickedMessage(body, channel);
    const replies = new SlackReplies(this.outbox, { channel, user, respond, ...(clicked ? { clicked } : {}) });
    const pressed = action.text.text;
    const invocation = this.invocation({ id: user, name }, channel, `[${pressed}]`, replies, { clicked, pressed });
    const closed = hall.closed();
    if (closed) await invocation.answer({ text: closed, blocks: [] });
    else await hall.click(action.action_id, action.value, invocation);
  }

  /** `@bot status primes-api` works like the command, and its answers stay in the thread it was said in. */
  async mention(
    { event, body }: SlackEventMiddlewareArgs<'app_mention'> & AllMiddlewareArgs,
    hall: Hall,
  ): Promise<void> {
    if (!event.user || this.again(body.event_id)) return;
    const text = event.text.replace(/^.*?<@[^>]+>/s, '').trim();
    const thread = event.thread_ts;
    const replies = new SlackReplies(this.outbox, {
      channel: event.channel,
      user: event.user,
      ...(thread ? { thread } : {}),
    });
    const said = `${this.options.command} ${text}`.trim();
    const invocation = this.invocation({ id: event.user }, event.channel, said, replies);
    const closed = hall.closed();
    if (closed) await invocation.answer({ text: closed, blocks: [] });
    else await hall.command(text, invocation);
  }

  private invocation(
    actor: { id: string; name?: string },
    channel: string,
    said: string,
    replies: SlackReplies,
    { clicked, pressed }: { clicked?: (MessageRef & { ephemeral: boolean }) | undefined; pressed?: string } = {},
  ): Invocation {
    const button = { ...(clicked ? { clicked } : {}), ...(pressed === undefined ? {} : { pressed }) };
    return new Invocation({ id: newId('cmd'), actor, channel, said, replies, ...button });
  }

  /** Without its acknowledgement Slack tells the person that the command failed; then it must not be carried out. */
  private async acknowledged(ack: () => Promise<void>): Promise<boolean> {
    try {
      await ack();
      return true;
    } catch (error) {
      this.logger.warn(`Not carried out, for it could not be acknowledged: ${String(error)}`);
      return false;
    }
  }

  private again(id: string): boolean {
    if (this.seen.has(id)) return true;
    this.seen.add(id);
    const [oldest] = this.seen;
    if (this.seen.size > REMEMBERED && oldest !== undefined) this.seen.delete(oldest);
    return false;
  }
}

function clickedMessage(body: BlockAction, channel: string): (MessageRef & { ephemeral: boolean }) | undefined {
  const { message_ts: ts, is_ephemeral: ephemeral } = body.container;
  return typeof ts === 'string' ? { channel, ts, ephemeral: ephemeral === true } : undefined;
}
