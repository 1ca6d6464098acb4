import { conversationJson, namedConversation, requireScopeFor, SCOPES_TO_READ } from './conversation';
import { BOT_OR_PERSON, type SlackMethod } from '../web-api/method';

/** https://docs.slack.dev/reference/methods/conversations.info */
export const conversationsInfo: SlackMethod = {
  name: 'conversations.info',
  tokens: BOT_OR_PERSON,
  scopes: SCOPES_TO_READ,
  tier: 'tier3',
  required: ['channel'],
  run(call, parts) {
    const channel = namedConversation(call, parts);
    requireScopeFor(call.caller, channel, 'read');
    const count = call.args.flag('include_num_members') ? { num_members: channel.members.size } : {};
    return { channel: { ...conversationJson(channel, call.caller), ...count } };
  },
};
