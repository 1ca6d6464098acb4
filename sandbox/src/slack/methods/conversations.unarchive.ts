import { SlackError } from '../slack-error';
import type { SlackMethod } from '../web-api/method';
import { namedConversation } from './conversation';

/** https://docs.slack.dev/reference/methods/conversations.unarchive; an app's own token cannot take a channel out of the archive. */
export const conversationsUnarchive: SlackMethod = {
  name: 'conversations.unarchive',
  tokens: ['person'],
  scopes: ['channels:write', 'groups:write'],
  tier: 'tier2',
  required: ['channel'],
  run(call, parts) {
    const channel = namedConversation(call, parts);
    if (!channel.isArchived) throw new SlackError('not_archived');
    channel.isArchived = false;
    return {};
  },
};
