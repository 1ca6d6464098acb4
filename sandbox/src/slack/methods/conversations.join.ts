import { SlackError } from '../slack-error';
import { conversationJson, namedConversation } from './conversation';
import { BOT_OR_PERSON, type SlackMethod } from '../web-api/method';

/** https://docs.slack.dev/reference/methods/conversations.join */
export const conversationsJoin: SlackMethod = {
  name: 'conversations.join',
  tokens: BOT_OR_PERSON,
  scopes: ['channels:join'],
  tier: 'tier3',
  required: ['channel'],
  run(call, parts) {
    const channel = namedConversation(call, parts);
    if (channel.directWith) throw new SlackError('method_not_supported_for_channel_type');
    if (channel.isArchived) throw new SlackError('is_archived');
    const wasIn = channel.members.has(call.caller.userId);
    channel.members.add(call.caller.userId);
    const warning = { warning: 'already_in_channel', response_metadata: { warnings: ['already_in_channel'] } };
    return { channel: conversationJson(channel, call.caller), ...(wasIn && warning) };
  },
};
