import { SlackError } from '../slack-error';
import { requireScope } from '../web-api/caller';
import { conversationJson, SCOPES_TO_READ } from './conversation';
import { BOT_OR_PERSON, type SlackMethod } from '../web-api/method';
import { pageOf } from './paging';

const SCOPE_OF_TYPE = new Map([
  ['public_channel', 'channels:read'],
  ['private_channel', 'groups:read'],
  ['mpim', 'mpim:read'],
  ['im', 'im:read'],
]);

/** https://docs.slack.dev/reference/methods/conversations.list */
export const conversationsList: SlackMethod = {
  name: 'conversations.list',
  tokens: BOT_OR_PERSON,
  scopes: SCOPES_TO_READ,
  tier: 'tier2',
  required: [],
  run({ args, caller }, { workspace }) {
    const types = (args.text('types') || 'public_channel').split(',').map((type) => type.trim());
    for (const type of types) {
      const scope = SCOPE_OF_TYPE.get(type);
      if (!scope) throw new SlackError('invalid_types');
      requireScope(caller, [scope]);
    }
    const wanted = workspace.channels.all().filter((channel) => {
      if (channel.isPrivate && !channel.members.has(caller.userId)) return false;
      if (channel.isArchived && args.flag('exclude_archived')) return false;
      return types.includes(channel.directWith ? 'im' : channel.isPrivate ? 'private_channel' : 'public_channel');
    });
    const page = pageOf(wanted, args, { usual: 100, most: 999 }, ({ id }) => id);
    const channels = page.items.map((channel) => ({
      ...conversationJson(channel, caller),
      ...(!channel.directWith && { num_members: channel.members.size }),
    }));
    return { channels, ...page.metadata };
  },
};
