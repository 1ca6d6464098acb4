import { Injectable, Logger } from '@nestjs/common';
import type {
  AllMiddlewareArgs,
  BlockAction,
  BlockElementAction,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackEventMiddlewareArgs,
} from '@slack/bolt';
import { newId } from '../../kernel/ids';
import type { MessageRef } from '../slack/message.types';
import { ChatOptions } from '../slack/chat.options';
import { Invocation } from '../asked/invocation';
import { People } from '../slack/people';
import { SlackPoster } from '../slack/slack-poster';
import type { Hall } from '../asked/hall';
import { wordsToBot } from './mention';
import { Once } from './once';
import { SlackReplies } from './slack-replies';

/**
 * Turns what Slack delivers into invocations. Acknowledges first, always: Slack waits three seconds. What is delivered
 * twice is acknowledged twice and done once.
 */
@Injectable()
export class Incoming {
  private readonly logger = new Logger(Incoming.name);
  private readonly once = new Once();

  constructor(
    private readonly poster: SlackPoster,
    private readonly people: People,
    private readonly options: ChatOptions,
  ) {}

  async command({ ack, body, respond }: SlackCommandMiddlewareArgs, hall: Hall): Promise<void> {
    const closed = hall.closed();
    if (!(await this.taken(body.trigger_id, () => (closed ? ack(closed) : ack()))) || closed) return;
    const { user_id: user, user_name: name, channel_id: channel } = body;
    const said = `${body.command} ${body.text}`.trim();
    const replies = new SlackReplies(this.poster, { channel, user, respond });
    await hall.command(body.text, await this.invocation({ id: user, name }, channel, said, replies));
  }

  async click({ ack, body, action, respond }: SlackActionMiddlewareArgs<BlockAction>, hall: Hall): Promise<void> {
    const pressed = pressedIn(action);
    if (!(await this.taken(body.trigger_id, () => ack())) || !pressed) return;
    const channel = body.channel?.id ?? '';
    const { id: user, name } = body.user;
    const clicked = clickedMessage(body, channel);
    const replies = new SlackReplies(this.poster, { channel, user, respond, ...(clicked ? { clicked } : {}) });
    const button = { ...(clicked ? { clicked } : {}), pressed: pressed.label };
    const invocation = await this.invocation({ id: user, name }, channel, `[${pressed.label}]`, replies, button);
    const closed = hall.closed();
    if (closed) await invocation.answer({ text: closed, blocks: [] });
    else await hall.click(action.action_id, pressed.value, invocation);
  }

  /** `@bot status primes-api` works like the command, and its answers stay in the thread it was said in. */
  async mention(
    { event, body, context }: SlackEventMiddlewareArgs<'app_mention'> & AllMiddlewareArgs,
    hall: Hall,
  ): Promise<void> {
    if (!event.user || !this.once.isFirst(body.event_id)) return;
    const text = wordsToBot(event.text, context.botUserId);
    const { user, channel, thread_ts: thread } = event;
    const replies = new SlackReplies(this.poster, { channel, user, ...(thread ? { thread } : {}) });
    const said = `${this.options.command} ${text}`.trim();
    const invocation = await this.invocation({ id: user }, channel, said, replies);
    const closed = hall.closed();
    if (closed) await invocation.answer({ text: closed, blocks: [] });
    else await hall.command(text, invocation);
  }

  private async invocation(
    { id, name = '' }: { id: string; name?: string },
    channel: string,
    said: string,
    replies: SlackReplies,
    button: { clicked?: MessageRef & { ephemeral: boolean }; pressed?: string } = {},
  ): Promise<Invocation> {
    const known = name || (await this.people.nameOf(id));
    const actor = { id, ...(known ? { name: known } : {}) };
    return new Invocation({ id: newId('cmd'), actor, channel, said, replies, ...button });
  }

  /**
   * Acknowledges. Whether it is now to be carried out: not when it was before, and not without the acknowledgement, for
   * then Slack tells the person that it failed.
   */
  private async taken(trigger: string | undefined, ack: () => Promise<void>): Promise<boolean> {
    const isFirst = trigger === undefined || this.once.isFirst(trigger);
    try {
      await ack();
      return isFirst;
    } catch (error) {
      if (trigger !== undefined && isFirst) this.once.forget(trigger);
      this.logger.warn(`Not carried out, for it could not be acknowledged: ${String(error)}`);
      return false;
    }
  }
}

/** A button, or what was picked from a list, which works like one. Nothing else that can be clicked is the bot's. */
function pressedIn(action: BlockElementAction): { label: string; value: string | undefined } | undefined {
  if (action.type === 'button') return { label: action.text.text, value: action.value };
  if (action.type !== 'static_select') return undefined;
  return { label: action.selected_option.text.text, value: action.selected_option.value };
}

function clickedMessage(body: BlockAction, channel: string): (MessageRef & { ephemeral: boolean }) | undefined {
  const { message_ts: ts, is_ephemeral: ephemeral } = body.container;
  return typeof ts === 'string' ? { channel, ts, ephemeral: ephemeral === true } : undefined;
}
