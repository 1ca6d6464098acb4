import { SlackError } from '../slack-error';
import { contentOf, LONGEST_EDIT, metadataOf } from '../arguments/message-content';
import { namedConversation } from './conversation';
import { BOT_OR_PERSON, type SlackMethod } from '../web-api/method';

/**
 * https://docs.slack.dev/reference/methods/chat.update. Blocks, attachments and metadata that are left out stay as
 * they were; an empty list or object takes them away. Private messages cannot be edited so.
 */
export const chatUpdate: SlackMethod = {
  name: 'chat.update',
  tokens: BOT_OR_PERSON,
  scopes: ['chat:write'],
  tier: 'tier3',
  required: ['channel', 'ts'],
  run(call, { workspace, ...parts }) {
    const { args, caller } = call;
    const channel = namedConversation(call, { workspace, ...parts });
    const message = workspace.messages.find(channel.id, args.text('ts'));
    if (!message) throw new SlackError('message_not_found');
    if (channel.isArchived) throw new SlackError('is_inactive');
    if (message.user !== caller.userId) throw new SlackError('cant_update_message');
    const metadata = metadataOf(args);
    const isMetadataAlone = metadata !== undefined && !['text', 'blocks', 'attachments'].some((name) => args.has(name));
    const content = isMetadataAlone ? {} : contentOf(args, { limit: LONGEST_EDIT, cut: false });
    workspace.messages.edit(message, { ...content, ...(metadata !== undefined && { metadata }) });
    return {
      channel: channel.id,
      ts: message.ts,
      text: message.text,
      message: workspace.json(message, { withMetadata: true }),
    };
  },
};
