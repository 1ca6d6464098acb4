import { SlackError } from '../slack-error';
import { BOT_OR_PERSON, type SlackMethod } from '../web-api/method';
import { namedConversation, requireMembership } from './conversation';

/** https://docs.slack.dev/reference/methods/conversations.archive */
export const conversationsArchive: SlackMethod = {
  name: 'conversations.archive',
  tokens: BOT_OR_PERSON,
  scopes: ['channels:manage', 'groups:write'],
  tier: 'tier2',
  required: ['channel'],
  run(call, parts) {
    const channel = namedConversation(call, parts);
    if (channel.directWith) throw new SlackError('method_not_supported_for_channel_type');
    requireMembership(call.caller, channel);
    if (channel.isArchived) throw new SlackError('already_archived');
    channel.isArchived = true;
    return {};
  },
};
