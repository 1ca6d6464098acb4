import type { Message, MessageRef } from '../slack/message.types';

/** What became of one attempt to say something. */
export type Attempt =
  /** `drawn` where it is known which words stand there now. */
  | { kind: 'done'; ref: MessageRef; drawn?: Message }
  /** The message that was to be edited, or whose thread was meant, is there no more. */
  | { kind: 'gone' }
  /** It can never be said there. */
  | { kind: 'never'; why: string }
  /** It may be said later. `outage`: so may everything else, and nothing before. */
  | { kind: 'later'; why: string; outage: boolean };

/** The message is no longer there, or no longer the bot's to edit. */
const GONE = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'thread_not_found',
  'cannot_reply_to_message',
]);

/** About the channel or the token: nothing can be said there until somebody does something about it. */
const CLOSED: Readonly<Record<string, string>> = {
  channel_not_found: 'There is no such channel that I can see.',
  not_in_channel: 'I am not in that channel. Invite me.',
  is_archived: 'That channel is archived.',
  is_inactive: 'That channel is archived.',
  messages_tab_disabled: 'Direct messages to me are switched off in the settings of the app.',
  missing_scope: 'The app lacks a scope. Compare it with the manifest.',
  no_permission: 'The app may not do that. Compare it with the manifest.',
  not_allowed_token_type: 'The token is of the wrong kind.',
  invalid_auth: 'Slack does not take the token any more.',
  not_authed: 'Slack does not take the token any more.',
  account_inactive: 'Slack does not take the token any more.',
  token_revoked: 'Slack does not take the token any more.',
  token_expired: 'Slack does not take the token any more.',
  ekm_access_denied: "The workspace's administrators have closed that channel to apps.",
  team_access_not_granted: "The workspace's administrators have not let me in there.",
};

/** About the message itself: it is refused however often it is sent. */
const UNFIT: Readonly<Record<string, string>> = {
  msg_too_long: 'It is too long for Slack.',
  msg_blocks_too_long: 'It is too long for Slack.',
  no_text: 'It has no text.',
  invalid_blocks: 'Slack cannot read its blocks.',
  invalid_blocks_format: 'Slack cannot read its blocks.',
  invalid_arguments: 'Slack cannot read it.',
  invalid_arg_name: 'Slack cannot read it.',
  metadata_too_large: 'Slack cannot read it.',
};

/** A refusal of Slack's that stands, in a sentence; undefined for a word that may pass. */
export function refusal(word: string): { why: string; closed: boolean } | undefined {
  if (word.startsWith('restricted_action')) return { why: 'I may not post in that channel.', closed: true };
  const closed = CLOSED[word];
  if (closed) return { why: closed, closed: true };
  const unfit = UNFIT[word];
  return unfit ? { why: unfit, closed: false } : undefined;
}

/** The message that it was about is not there. */
export const isGone = (word: string): boolean => GONE.has(word);
