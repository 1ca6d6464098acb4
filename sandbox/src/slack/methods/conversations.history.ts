import { namedConversation, requireMembership, requireScopeFor, SCOPES_OF_HISTORY } from './conversation';
import { BOT_OR_PERSON, type SlackMethod } from '../web-api/method';
import { pageOf } from './paging';
import { between } from './time-range';

/** https://docs.slack.dev/reference/methods/conversations.history: newest first, replies only where broadcast. */
export const conversationsHistory: SlackMethod = {
  name: 'conversations.history',
  tokens: BOT_OR_PERSON,
  scopes: SCOPES_OF_HISTORY,
  tier: 'tier3',
  required: ['channel'],
  run(call, parts) {
    const { args, caller } = call;
    const channel = namedConversation(call, parts);
    requireScopeFor(caller, channel, 'history');
    if (caller.kind === 'bot') requireMembership(caller, channel);
    const isBetween = between(args);
    const messages = parts.workspace.messages
      .public(channel.id)
      .filter((message) => (!message.threadTs || message.isBroadcast) && isBetween(message))
      .toReversed();
    const page = pageOf(messages, args, { usual: 100, most: 999 }, ({ ts }) => ts);
    const options = { withMetadata: args.flag('include_all_metadata') };
    return {
      messages: page.items.map((message) => parts.workspace.json(message, options)),
      has_more: page.hasMore,
      pin_count: 0,
      ...(page.hasMore && page.metadata),
    };
  },
};
