import { SlackError } from '../slack-error';
import { namedConversation } from './conversation';
import { BOT_OR_PERSON, type SlackMethod } from '../web-api/method';

/** https://docs.slack.dev/reference/methods/reactions.add */
export const reactionsAdd: SlackMethod = {
  name: 'reactions.add',
  tokens: BOT_OR_PERSON,
  scopes: ['reactions:write'],
  tier: 'tier3',
  required: ['channel', 'name', 'timestamp'],
  run(call, parts) {
    const { args, caller } = call;
    const channel = namedConversation(call, parts);
    if (channel.isArchived) throw new SlackError('is_archived');
    if (!/^\d+\.\d{6}$/.test(args.text('timestamp'))) throw new SlackError('bad_timestamp');
    const message = parts.workspace.messages.find(channel.id, args.text('timestamp'));
    if (!message) throw new SlackError('message_not_found');
    const name = args.text('name').replace(/^:|:$/g, '');
    if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new SlackError('invalid_name');
    if (!parts.workspace.messages.react(message, name, caller.userId)) throw new SlackError('already_reacted');
    return {};
  },
};
