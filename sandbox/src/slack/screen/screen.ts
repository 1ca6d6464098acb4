import type { JsonObject } from '../json';
import type { Channel } from '../workspace/channels';
import { fileAddress } from '../workspace/files';
import type { Message } from '../workspace/message';
import type { Notification } from '../workspace/reading';
import { viewJson } from '../workspace/views';
import type { Workspace } from '../workspace/workspace';
import { nameOf, type Person } from '../workspace/world';
import { blockWords } from './block-words';
import { wordsOf } from './mrkdwn';
import { attachmentTexts } from './rich-text-words';

export interface ShownMessage {
  ts: string;
  /** The author's id. */
  user: string;
  /** The author's name. */
  author: string;
  text: string;
  blocks: JsonObject[];
  /** All that there is to read, without markup. */
  plain: string;
  thread_ts?: string;
  /** What it shares, with where its content is. */
  files?: { name: string; title: string; size: number; url: string }[];
  ephemeral: boolean;
  edited: boolean;
  reactions: { name: string; count: number; users: string[] }[];
}

export interface Screen {
  /** Oldest first, replies included. */
  messages: ShownMessage[];
  /** The view on top, if one is open. */
  modal: JsonObject | null;
  unread: number;
  notifications: Notification[];
}

/** What that person sees in that channel. */
export function screenOf(workspace: Workspace, person: Person, channel: Channel): Screen {
  const modal = workspace.views.top(person.id);
  return {
    messages: workspace.messages.seenBy(channel.id, person.id).map((message) => shown(message, workspace)),
    modal: modal ? viewJson(modal) : null,
    ...workspace.reading.of(person.id, channel.id),
  };
}

function shown(message: Message, workspace: Workspace): ShownMessage {
  return {
    ts: message.ts,
    user: message.user,
    author: message.username ?? nameOf(message.user),
    text: message.text,
    blocks: message.blocks,
    plain: plainOf(message, workspace),
    ...(message.threadTs && { thread_ts: message.threadTs }),
    ...(message.files && { files: filesOf(message, workspace) }),
    ephemeral: message.ephemeralFor !== undefined,
    edited: message.editedTs !== undefined,
    reactions: message.reactions.map(({ name, users }) => ({ name, count: users.length, users })),
  };
}

function filesOf({ files = [] }: Message, workspace: Workspace): NonNullable<ShownMessage['files']> {
  return files
    .flatMap((id) => workspace.files.find(id) ?? [])
    .map((file) => ({ name: file.name, title: file.title, size: file.length, url: fileAddress(file) }));
}

/** The text (notifications and screen readers get it) and what the blocks say; nothing twice. */
function plainOf(message: Message, workspace: Workspace): string {
  const { channels } = workspace;
  const text = wordsOf(message.text, channels);
  const blocks = blockWords(message.blocks, channels);
  const attachments = message.attachments.flatMap((attachment) => [
    ...attachmentTexts(attachment).map((words) => wordsOf(words, channels)),
    blockWords(attachment['blocks'], channels),
  ]);
  const files = filesOf(message, workspace).map(({ title }) => title);
  const lines = [blocks.includes(text) ? '' : text, blocks, ...attachments, ...files];
  return lines.filter((line) => line !== '').join('\n');
}
