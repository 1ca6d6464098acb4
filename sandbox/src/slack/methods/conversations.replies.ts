import { SlackError } from '../slack-error';
import { namedConversation, requireMembership, requireScopeFor, SCOPES_OF_HISTORY } from './conversation';
import { BOT_OR_PERSON, type SlackMethod } from '../web-api/method';
import { pageOf } from './paging';
import { between } from './time-range';

/** https://docs.slack.dev/reference/methods/conversations.replies: what began the thread first, then oldest first. */
export const conversationsReplies: SlackMethod = {
  name: 'conversations.replies',
  tokens: BOT_OR_PERSON,
  scopes: SCOPES_OF_HISTORY,
  tier: 'tier3',
  required: ['channel', 'ts'],
  run(call, parts) {
    const { args, caller } = call;
    const { workspace } = parts;
    const channel = namedConversation(call, parts);
    requireScopeFor(caller, channel, 'history');
    if (caller.kind === 'bot') requireMembership(caller, channel);
    const parent = workspace.messages.find(channel.id, args.text('ts'));
    if (!parent) throw new SlackError('thread_not_found');
    const replies = workspace.messages.replies(channel.id, parent.ts).filter(between(args));
    const page = pageOf([parent, ...replies], args, { usual: 1000, most: 1000 }, ({ ts }) => ts);
    const options = { withMetadata: args.flag('include_all_metadata') };
    return {
      messages: page.items.map((message) => ({
        ...workspace.json(message, options),
        ...(message !== parent && { parent_user_id: parent.user }),
      })),
      has_more: page.hasMore,
      ...(page.hasMore && page.metadata),
    };
  },
};
