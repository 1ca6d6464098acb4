import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { z } from 'zod';
import type { Clock } from '../../kernel/clock';
import type { Message } from '../slack/message.types';
import type { ChatOptions } from '../slack/chat.options';
import { Invocation, Replies } from '../asked/invocation';
import { slackWeb } from '../slack/slack-web';
import type { SlackWeb } from '../slack/slack-web';
import { ReceiverFactory } from '../door/receiver-factory';
import type { OpenReceiver } from '../door/receiver-factory';

/** A call that reached the fake: a Web API method, or `response_url`. */
export interface SlackCall {
  method: string;
  args: Record<string, unknown>;
}

type Answer = Record<string, unknown> & { status?: number; retryAfter?: number };

export const FAKE_OPTIONS: ChatOptions = {
  command: '/ecs',
  botToken: 'xoxb-fake',
  appToken: 'xapp-fake',
  slackApiUrl: 'http://slack.invalid/api/',
  drainMs: 1000,
};

/** Where the fake takes the bytes of files. */
const UPLOAD = 'http://slack.invalid/upload';

/** In the place of an answer: the call is carried out, and its answer is lost on the way back. */
export const LOST = 'lost';

/** A message that stands in the fake. */
interface Standing {
  channel: string;
  ts: string;
  text?: unknown;
  thread_ts?: string;
  reply_broadcast?: string;
  metadata?: unknown;
}

/** Slack's Web API in memory, behind the real client: for specs. */
export class FakeSlack {
  readonly calls: SlackCall[] = [];
  readonly web: SlackWeb;
  /**
   * Answers of a method, used up one after the other before the usual one. `Error` is an unreachable Slack, `never` a
   * silent one.
   */
  readonly next = new Map<string, (Answer | Error | typeof LOST | 'never')[]>();
  /** Whatever is asked, Slack is out of reach. */
  isDown = false;
  /** What stands in its channels and threads, oldest first. */
  private standing: Standing[] = [];
  private readonly deleted = new Set<string>();
  private posted = 0;

  /** @param clock what the times of messages are taken from; without one all of them are of one moment of 2023 */
  constructor(private readonly clock?: Clock) {
    this.web = slackWeb(FAKE_OPTIONS, (url, init) => this.fetch(String(url), textOf(init?.body)));
  }

  /** The calls of one method, oldest first. */
  to(method: string): Record<string, unknown>[] {
    return this.calls.filter((call) => call.method === method).map(({ args }) => args);
  }

  private async fetch(url: string, body: string): Promise<Response> {
    const method = url === UPLOAD ? 'upload' : (url.split('/api/')[1] ?? 'response_url');
    const args = argsOf(method, body);
    if (this.isDown) throw new Error('Slack is out of reach');
    const planned = this.next.get(method)?.shift();
    if (planned instanceof Error) throw planned;
    if (planned === 'never') return new Promise(() => {});
    this.calls.push({ method, args });
    const { status = 200, retryAfter, ...answer } = !planned || planned === LOST ? this.usual(method, args) : planned;
    if (planned === LOST) throw new Error('The answer was lost');
    const headers = {
      'content-type': 'application/json',
      ...(retryAfter ? { 'retry-after': String(retryAfter) } : {}),
    };
    return new Response(JSON.stringify(answer), { status, headers });
  }

  private usual(method: string, args: Record<string, unknown>): Answer {
    if (method === 'auth.test') return { ok: true, bot_id: 'B0BOT', user_id: 'U0BOT' };
    if (method === 'chat.postMessage') return this.post(args);
    if (method === 'chat.update') return this.edit(args);
    if (method === 'conversations.history')
      return this.read(args, (one) => !one.thread_ts || one.reply_broadcast === 'true');
    if (method === 'conversations.replies')
      return this.read(args, (one) => one.thread_ts === args['ts'] || one.ts === args['ts']);
    if (method === 'conversations.info') return { ok: true, channel: { id: args['channel'], is_member: true } };
    if (method === 'apps.connections.open') return { ok: true, url: 'wss://slack.invalid/link' };
    if (method === 'users.info')
      return { ok: true, user: { id: args['user'], name: String(args['user']).toLowerCase() } };
    if (method === 'files.getUploadURLExternal') return { ok: true, upload_url: UPLOAD, file_id: 'F0FILE' };
    if (method === 'conversations.list') return { ok: true, channels: [{ id: 'C0ALERTS1', name: 'alerts' }] };
    return { ok: true };
  }

  /** Somebody deletes a message. */
  delete(ts: string): void {
    this.deleted.add(ts);
    this.standing = this.standing.filter((message) => message.ts !== ts);
  }

  /** The texts that stand in a channel, replies among them, in the order in which they were posted. */
  texts(channel: string): unknown[] {
    return this.standing.filter((message) => message.channel === channel).map(({ text }) => text);
  }

  private post(args: Record<string, unknown>): Answer {
    const seconds = Math.floor((this.clock?.now() ?? 1_700_000_000_000) / 1000);
    const ts = `${seconds}.${String(++this.posted).padStart(6, '0')}`;
    const channel = String(args['channel']);
    this.standing.push({ ...args, channel, ts });
    return { ok: true, channel, ts };
  }

  /** What was never posted here may stand there from before. */
  private edit(args: Record<string, unknown>): Answer {
    if (this.deleted.has(String(args['ts']))) return { ok: false, error: 'message_not_found' };
    const meant = ({ channel, ts }: Standing): boolean => channel === args['channel'] && ts === args['ts'];
    this.standing = this.standing.map((message) => (meant(message) ? { ...message, text: args['text'] } : message));
    return { ok: true };
  }

  private read(args: Record<string, unknown>, isMeant: (message: Standing) => boolean): Answer {
    const oldest = this.clock ? Number(args['oldest'] ?? 0) : 0;
    const messages = this.standing.filter(
      (message) => message.channel === args['channel'] && Number(message.ts) >= oldest && isMeant(message),
    );
    return { ok: true, messages };
  }
}

function argsOf(method: string, body: string): Record<string, unknown> {
  if (method === 'upload') return { body };
  return method === 'response_url' ? z.looseObject({}).parse(JSON.parse(body)) : form(body);
}

function textOf(body: unknown): string {
  return typeof body === 'string' ? body : '';
}

function form(body: string): Record<string, unknown> {
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([key, value]): [string, unknown] => [
      key,
      /^[[{]/.test(value) ? JSON.parse(value) : value,
    ]),
  );
}

/** Lets specs deliver events to Bolt as Slack would. */
export class FakeReceiver extends ReceiverFactory implements Receiver {
  /** What every acknowledgement answers from now on: `Error` is a socket that is closed by now. */
  ackFails: Error | undefined;
  isOpen = false;
  private app: App | undefined;
  private triggers = 0;

  create(): OpenReceiver {
    this.isOpen = true;
    return { receiver: this, close: async () => void (this.isOpen = false) };
  }

  init(app: App): void {
    this.app = app;
  }

  async start(): Promise<void> {}

  async stop(): Promise<void> {}

  /** Delivers a slash command and resolves with what it was acknowledged with, once it is carried out. */
  async command(text: string, user = 'U0ANN', channel = 'C0OPS', trigger = this.trigger()): Promise<unknown> {
    return this.deliver({
      trigger_id: trigger,
      command: '/ecs',
      text,
      user_id: user,
      user_name: user.toLowerCase(),
      channel_id: channel,
      team_id: 'T1',
      response_url: 'http://slack.invalid/response',
    });
  }

  /** Delivers a click on a button. */
  async click(
    actionId: string,
    value: string,
    user = 'U0ANN',
    ephemeral = false,
    trigger = this.trigger(),
  ): Promise<unknown> {
    const text = { type: 'plain_text', text: 'Go' };
    return this.act({ type: 'button', action_id: actionId, block_id: 'b', value, text }, user, ephemeral, trigger);
  }

  /** Delivers what was picked from a list. */
  async pick(actionId: string, label: string, value: string, user = 'U0ANN'): Promise<unknown> {
    const selected = { text: { type: 'plain_text', text: label }, value };
    return this.act({ type: 'static_select', action_id: actionId, block_id: 'b', selected_option: selected }, user);
  }

  /** Delivers a mention in a thread. */
  async mention(text: string, id: string, user = 'U0ANN'): Promise<unknown> {
    const event = { type: 'app_mention', user, text, channel: 'C0OPS', ts: '2.2', thread_ts: '1.1' };
    return this.deliver({ type: 'event_callback', team_id: 'T1', event_id: id, event });
  }

  private act(action: object, user: string, ephemeral = false, trigger = this.trigger()): Promise<unknown> {
    return this.deliver({
      trigger_id: trigger,
      type: 'block_actions',
      user: { id: user, name: user.toLowerCase() },
      team: { id: 'T1' },
      channel: { id: 'C0OPS' },
      container: { type: 'message', message_ts: '1.1', channel_id: 'C0OPS', is_ephemeral: ephemeral },
      response_url: 'http://slack.invalid/response',
      actions: [action],
    });
  }

  private trigger(): string {
    return `trigger-${++this.triggers}`;
  }

  private async deliver(body: ReceiverEvent['body']): Promise<unknown> {
    let acknowledged: unknown = 'never';
    const ack = (response?: unknown): Promise<void> => {
      if (this.ackFails) return Promise.reject(this.ackFails);
      acknowledged = response ?? 'ok';
      return Promise.resolve();
    };
    await this.app?.processEvent({ body, ack });
    return acknowledged;
  }
}

/** An invocation whose answers can be looked at. */
export function fakeInvocation(
  said: string,
  user = 'U0ANN',
  channel = 'C0OPS',
): { invocation: Invocation; answers: Message[] } {
  const answers: Message[] = [];
  class Kept extends Replies {
    async answer(message: Message): Promise<void> {
      answers.push(message);
    }
    async replace(message: Message): Promise<void> {
      answers.push(message);
    }
    async hint(): Promise<void> {}
  }
  const parts = { id: 'cmd-1', actor: { id: user }, channel, said, replies: new Kept() };
  return { invocation: new Invocation(parts), answers };
}
