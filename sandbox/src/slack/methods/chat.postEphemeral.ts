import { SlackError } from '../slack-error';
import { contentOf, LONGEST_POST } from '../arguments/message-content';
import { requireMembership } from './conversation';
import { BOT_OR_PERSON, type SlackMethod } from '../web-api/method';

/** https://docs.slack.dev/reference/methods/chat.postEphemeral */
export const chatPostEphemeral: SlackMethod = {
  name: 'chat.postEphemeral',
  tokens: BOT_OR_PERSON,
  scopes: ['chat:write'],
  tier: 'tier4',
  required: ['channel', 'user'],
  run({ args, caller }, { workspace }) {
    const channel = workspace.channels.find(args.text('channel'));
    if (!channel || (channel.isPrivate && !channel.members.has(caller.userId))) {
      throw new SlackError('channel_not_found');
    }
    if (channel.isArchived) throw new SlackError('is_archived');
    requireMembership(caller, channel);
    const reader = args.text('user');
    if (!channel.members.has(reader)) throw new SlackError('user_not_in_channel');
    const content = contentOf(args, { limit: LONGEST_POST, cut: false });
    const message = workspace.messages.post({
      text: '',
      ...content,
      channel: channel.id,
      user: caller.userId,
      ephemeralFor: reader,
      ...(args.text('thread_ts') && { threadTs: args.text('thread_ts') }),
    });
    return { message_ts: message.ts };
  },
};
