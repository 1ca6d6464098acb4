import { SlackError } from '../slack-error';
import { namedConversation } from './conversation';
import { BOT_OR_PERSON, type SlackMethod } from '../web-api/method';

/** https://docs.slack.dev/reference/methods/chat.delete */
export const chatDelete: SlackMethod = {
  name: 'chat.delete',
  tokens: BOT_OR_PERSON,
  scopes: ['chat:write'],
  tier: 'tier3',
  required: ['channel', 'ts'],
  run(call, parts) {
    const { messages } = parts.workspace;
    const channel = namedConversation(call, parts);
    const message = messages.find(channel.id, call.args.text('ts'));
    if (!message) throw new SlackError('message_not_found');
    if (message.user !== call.caller.userId) throw new SlackError('cant_delete_message');
    messages.remove(message);
    return { channel: channel.id, ts: message.ts };
  },
};
