import { Injectable, Logger } from '@nestjs/common';
import type {
  AllMiddlewareArgs,
  BlockAction,
  BlockElementAction,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackEventMiddlewareArgs,
} from '@slack/bolt';
import { Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import type { MessageRef } from '../slack/message.types';
import { ChatOptions } from '../slack/chat.options';
import { Invocation } from '../asked/invocation';
import { People } from '../slack/people';
import { SlackPoster } from '../slack/slack-poster';
import type { Hall } from '../asked/hall';
import { wordsToBot } from './mention';
import { Deliveries } from './deliveries';
import type { Delivery } from './delivery.repository';
import { SlackReplies } from './slack-replies';

/**
 * Turns what Slack delivers into invocations. Acknowledges first, always: Slack waits three seconds. What is delivered
 * twice is acknowledged twice and done once.
 */
@Injectable()
export class Incoming {
  private readonly logger = new Logger(Incoming.name);

  constructor(
    private readonly poster: SlackPoster,
    private readonly people: People,
    private readonly options: ChatOptions,
    private readonly deliveries: Deliveries,
    private readonly clock: Clock,
  ) {}

  async command({ ack, body, respond }: SlackCommandMiddlewareArgs, hall: Hall): Promise<void> {
    const closed = hall.closed();
    const { user_id: user, user_name: name, channel_id: channel } = body;
    const said = `${body.command} ${body.text}`.trim();
    const delivery = this.delivery(body.trigger_id, { user, channel, said, words: body.text });
    if (!(await this.taken(delivery, () => (closed ? ack(closed) : ack())))) return;
    const replies = new SlackReplies(this.poster, { channel, user, respond });
    if (!closed) await hall.command(body.text, await this.invocation(delivery, { id: user, name }, replies));
    await this.deliveries.settle(delivery);
  }

  async click({ ack, body, action, respond }: SlackActionMiddlewareArgs<BlockAction>, hall: Hall): Promise<void> {
    const channel = body.channel?.id ?? '';
    const { id: user } = body.user;
    const pressed = pressedIn(action);
    const delivery = this.delivery(body.trigger_id, { user, channel, said: `[${pressed?.label ?? ''}]` });
    if (!(await this.taken(delivery, () => ack()))) return;
    if (pressed) await this.press(pressed, { body, action, respond }, hall, delivery);
    await this.deliveries.settle(delivery);
  }

  private async press(
    pressed: { label: string; value: string | undefined },
    { body, action, respond }: Pick<SlackActionMiddlewareArgs<BlockAction>, 'body' | 'action' | 'respond'>,
    hall: Hall,
    delivery: Delivery,
  ): Promise<void> {
    const { channel, user } = delivery;
    const clicked = clickedMessage(body, channel);
    const replies = new SlackReplies(this.poster, { channel, user, respond, ...(clicked ? { clicked } : {}) });
    const button = { ...(clicked ? { clicked } : {}), pressed: pressed.label };
    const invocation = await this.invocation(delivery, { id: user, name: body.user.name }, replies, button);
    const closed = hall.closed();
    if (closed) await invocation.answer({ text: closed, blocks: [] });
    else await hall.click(action.action_id, pressed.value, invocation);
  }

  /** `@bot status primes-api` works like the command, and its answers stay in the thread it was said in. */
  async mention(
    { event, body, context }: SlackEventMiddlewareArgs<'app_mention'> & AllMiddlewareArgs,
    hall: Hall,
  ): Promise<void> {
    if (!event.user) return;
    const text = wordsToBot(event.text, context.botUserId);
    const { user, channel, thread_ts: thread } = event;
    const said = `${this.options.command} ${text}`.trim();
    const where = { user, channel, ...(thread ? { thread } : {}) };
    const delivery = this.delivery(body.event_id, { ...where, said, words: text });
    if (!(await this.deliveries.take(delivery))) return;
    const replies = new SlackReplies(this.poster, { channel, user, ...(thread ? { thread } : {}) });
    const invocation = await this.invocation(delivery, { id: user }, replies);
    const closed = hall.closed();
    if (closed) await invocation.answer({ text: closed, blocks: [] });
    else await hall.command(text, invocation);
    await this.deliveries.settle(delivery);
  }

  /** @param id a trigger; some payloads have none, and are each the first of theirs */
  private delivery(id: string | undefined, asked: Omit<Delivery, 'id' | 'at' | 'command'>): Delivery {
    const command = newId('cmd');
    return { id: id ?? command, at: this.clock.now(), command, ...asked };
  }

  private async invocation(
    { command, channel, said }: Delivery,
    { id, name = '' }: { id: string; name?: string },
    replies: SlackReplies,
    button: { clicked?: MessageRef & { ephemeral: boolean }; pressed?: string } = {},
  ): Promise<Invocation> {
    const known = name || (await this.people.nameOf(id));
    const actor = { id, ...(known ? { name: known } : {}) };
    return new Invocation({ id: command, actor, channel, said, replies, ...button });
  }

  /**
   * Acknowledges. Whether it is now to be carried out: not when it was before, and not without the acknowledgement, for
   * then Slack tells the person that it failed.
   */
  private async taken(delivery: Delivery, ack: () => Promise<void>): Promise<boolean> {
    const isFirst = await this.deliveries.take(delivery);
    try {
      await ack();
      return isFirst;
    } catch (error) {
      if (isFirst) await this.deliveries.forget(delivery);
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
