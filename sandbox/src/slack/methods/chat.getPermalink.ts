import { SlackError } from '../slack-error';
import { namedConversation } from './conversation';
import { BOT_OR_PERSON, type SlackMethod } from '../web-api/method';

/** https://docs.slack.dev/reference/methods/chat.getPermalink; the address opens the chat page. */
export const chatGetPermalink: SlackMethod = {
  name: 'chat.getPermalink',
  tokens: BOT_OR_PERSON,
  scopes: [],
  tier: 'special',
  required: ['channel', 'message_ts'],
  run(call, parts) {
    const channel = namedConversation(call, parts);
    const message = parts.workspace.messages.find(channel.id, call.args.text('message_ts'));
    if (!message) throw new SlackError('message_not_found');
    const thread = message.threadTs ? `?thread_ts=${message.threadTs}&cid=${channel.id}` : '';
    const permalink = `http://${call.host}/archives/${channel.id}/p${message.ts.replace('.', '')}${thread}`;
    return { channel: channel.id, permalink };
  },
};
