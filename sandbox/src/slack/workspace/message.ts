import type { JsonObject } from '../json';
import { APP, BOT, CREATED, SLACKBOT, TEAM } from './world';

export interface Reaction {
  name: string;
  /** User ids, in the order in which they reacted. */
  users: string[];
}

export interface Message {
  channel: string;
  ts: string;
  /** The author's user id. */
  user: string;
  text: string;
  blocks: JsonObject[];
  attachments: JsonObject[];
  threadTs?: string;
  /** A thread's reply that is shown in the channel too. */
  isBroadcast?: boolean;
  /** The only person who sees it; such a message is in no history. */
  ephemeralFor?: string;
  editedTs?: string;
  metadata?: JsonObject;
  /** The ids of the files that it shares. */
  files?: string[];
  /** Set where the author posted under another name. */
  username?: string;
  reactions: Reaction[];
}

/**
 * A message as conversations.history, events and interaction payloads carry it.
 * @param replies of its thread, oldest first; a message without any is an ordinary one.
 * @param options.withMetadata as `include_all_metadata` asks for.
 */
export function messageJson(
  message: Message,
  replies: Message[],
  options: { withMetadata?: boolean } = {},
): JsonObject {
  return {
    type: 'message',
    user: message.user,
    text: message.text,
    ts: message.ts,
    team: TEAM.id,
    ...(message.user === BOT.userId && botFields(message)),
    ...(message.user === SLACKBOT.userId && { subtype: 'bot_message' }),
    ...(message.blocks.length > 0 && { blocks: message.blocks }),
    ...(message.attachments.length > 0 && { attachments: message.attachments }),
    ...threadFields(message, replies),
    ...(message.isBroadcast && { subtype: 'thread_broadcast' }),
    ...(message.editedTs && { edited: { user: message.user, ts: message.editedTs } }),
    ...(message.reactions.length > 0 && {
      reactions: message.reactions.map(({ name, users }) => ({ name, users, count: users.length })),
    }),
    ...(message.metadata && options.withMetadata && { metadata: message.metadata }),
  };
}

const botFields = (message: Message): JsonObject => ({
  bot_id: BOT.botId,
  app_id: APP.id,
  ...(message.username && { username: message.username, subtype: 'bot_message' }),
  bot_profile: {
    id: BOT.botId,
    app_id: APP.id,
    user_id: BOT.userId,
    name: APP.name,
    team_id: TEAM.id,
    deleted: false,
    updated: CREATED,
  },
});

function threadFields(message: Message, replies: Message[]): JsonObject {
  if (message.threadTs) return { thread_ts: message.threadTs };
  const latest = replies.at(-1);
  if (!latest) return {};
  const users = [...new Set(replies.map((reply) => reply.user))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users: users,
    reply_users_count: users.length,
    latest_reply: latest.ts,
  };
}
