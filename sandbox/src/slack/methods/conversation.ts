import type { JsonObject } from '../json';
import { SlackError } from '../slack-error';
import { requireScope, type Caller } from '../web-api/caller';
import type { Channel } from '../workspace/channels';
import { CREATED, TEAM } from '../workspace/world';
import type { MethodParts, Call } from '../web-api/method';

/**
 * The conversation a call names by id, if the caller may know of it: a direct message between others does not exist.
 * @throws SlackError `channel_not_found`.
 */
export function namedConversation({ args, caller }: Call, { workspace }: MethodParts): Channel {
  const channel = workspace.channels.byId(args.text('channel'));
  if (!channel || (channel.isPrivate && !channel.members.has(caller.userId))) throw new SlackError('channel_not_found');
  return channel;
}

/** The scope that a method of this family asks for depends on the kind of conversation. */
export const SCOPES_TO_READ = ['channels:read', 'groups:read', 'im:read'] as const;
export const SCOPES_OF_HISTORY = ['channels:history', 'groups:history', 'im:history'] as const;

/** @throws SlackError `missing_scope`. */
export function requireScopeFor(caller: Caller, channel: Channel, right: 'read' | 'history'): void {
  const family = channel.directWith ? 'im' : channel.isPrivate ? 'groups' : 'channels';
  requireScope(caller, [`${family}:${right}`]);
}

/** @throws SlackError `not_in_channel`. */
export function requireMembership(caller: Caller, channel: Channel): void {
  if (!channel.members.has(caller.userId)) throw new SlackError('not_in_channel');
}

/** The conversation object (https://docs.slack.dev/reference/objects/conversation-object). */
export function conversationJson(channel: Channel, caller: Caller): JsonObject {
  const common = {
    id: channel.id,
    created: CREATED,
    is_archived: channel.isArchived,
    is_org_shared: false,
    context_team_id: TEAM.id,
    updated: CREATED * 1000,
  };
  if (channel.directWith) return { ...common, is_im: true, user: channel.directWith, is_open: true, priority: 0 };
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: !channel.isPrivate,
    is_group: channel.isPrivate,
    is_im: false,
    is_mpim: false,
    is_private: channel.isPrivate,
    is_general: false,
    is_shared: false,
    is_ext_shared: false,
    is_pending_ext_shared: false,
    is_member: channel.members.has(caller.userId),
    unlinked: 0,
    creator: 'USLACKBOT',
    shared_team_ids: [TEAM.id],
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: channel.purpose, creator: 'USLACKBOT', last_set: CREATED },
    previous_names: [],
  };
}
