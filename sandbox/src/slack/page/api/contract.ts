import type { Block, View } from './block-kit';

/** Somebody who may sit at this page. `title` says what they may do, as a line under the name in Slack does. */
export interface Person {
  id: string;
  name: string;
  realName: string;
  title: string;
}

/** A channel; `name` is without the leading `#`. */
export interface Channel {
  id: string;
  name: string;
}

/** A slash command that the installed app declares in its manifest. */
export interface CommandHint {
  command: string;
  usage: string;
  description: string;
}

/** `GET /_sandbox/people`: who and what there is in the workspace. */
export interface Directory {
  people: Person[];
  channels: Channel[];
  commands: CommandHint[];
}

/** An emoji somebody put under a message. */
export interface Reaction {
  name: string;
  count?: number;
  users?: string[];
}

/** A message as one person sees it. A reply has a `thread_ts` other than its own `ts`. */
export interface Message {
  ts: string;
  user: string;
  author: string;
  text: string;
  blocks?: Block[] | null;
  plain: string;
  thread_ts?: string;
  /** What it shares; the address is of this origin, the size in bytes. */
  files?: { name: string; title: string; size: number; url: string }[];
  ephemeral: boolean;
  edited: boolean;
  reactions?: Reaction[];
}

/** Something Slack would have rung for: the message, and why. */
export interface Notification {
  ts: string;
  reason: string;
}

/** `GET /_sandbox/screen`: one conversation, as one person sees it, oldest message first. */
export interface Screen {
  messages: Message[];
  modal: View | null;
  unread: number;
  notifications: Notification[];
}

/**
 * What became of a command, a click or a submitted view. `errors` holds a sentence for each faulty input block;
 * `not_sent` is a view that Slack's client itself holds back for them.
 */
export interface Outcome {
  outcome: 'acked' | 'operation_timeout' | 'dispatch_failed' | 'not_sent';
  errors?: Record<string, string>;
}

/** Tells whether a message is an answer in a thread rather than a message of the channel. */
export function isReply(message: Message): boolean {
  return message.thread_ts !== undefined && message.thread_ts !== message.ts;
}
