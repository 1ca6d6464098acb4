import { namedConversation, requireScopeFor, SCOPES_TO_READ } from './conversation';
import { BOT_OR_PERSON, type SlackMethod } from '../web-api/method';
import { pageOf } from './paging';

/** https://docs.slack.dev/reference/methods/conversations.members */
export const conversationsMembers: SlackMethod = {
  name: 'conversations.members',
  tokens: BOT_OR_PERSON,
  scopes: SCOPES_TO_READ,
  tier: 'tier4',
  required: ['channel'],
  run(call, parts) {
    const channel = namedConversation(call, parts);
    requireScopeFor(call.caller, channel, 'read');
    const page = pageOf([...channel.members], call.args, { usual: 100, most: 999 }, (id) => id);
    return { members: page.items, ...page.metadata };
  },
};
