import { SlackError } from '../slack-error';
import { BOT, findPerson } from '../workspace/world';
import { conversationJson } from './conversation';
import { BOT_OR_PERSON, type SlackMethod } from '../web-api/method';

/** https://docs.slack.dev/reference/methods/conversations.open; here only for the direct message with one person. */
export const conversationsOpen: SlackMethod = {
  name: 'conversations.open',
  tokens: BOT_OR_PERSON,
  scopes: ['im:write'],
  tier: 'tier3',
  required: [],
  run({ args, caller }, { workspace }) {
    const resumed = args.text('channel');
    if (!resumed && !args.text('users')) throw new SlackError('users_list_not_supplied');
    const users = args.text('users').split(',').filter(Boolean);
    if (!resumed && users.length > 1) throw new SlackError('method_not_supported_for_channel_type');
    const other = caller.userId === BOT.userId ? users[0] : users[0] === BOT.userId ? caller.userId : undefined;
    const person = other === undefined ? undefined : findPerson(other);
    if (!resumed && !person) throw new SlackError('user_not_found');
    const channel = workspace.channels.byId(resumed || (person?.directMessage ?? ''));
    if (!channel?.directWith || !channel.members.has(caller.userId)) throw new SlackError('channel_not_found');
    const answer = { no_op: true, already_open: true };
    if (!args.flag('return_im')) return { ...answer, channel: { id: channel.id } };
    return { ...answer, channel: conversationJson(channel, caller) };
  },
};
