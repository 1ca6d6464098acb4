import { SlackError } from '../slack-error';
import { contentOf, LONGEST_POST, metadataOf } from '../arguments/message-content';
import { RateLimited } from '../web-api/rate-limited';
import type { Caller } from '../web-api/caller';
import type { Channel } from '../workspace/channels';
import { BOT_OR_PERSON, type SlackMethod } from '../web-api/method';

/** https://docs.slack.dev/reference/methods/chat.postMessage */
export const chatPostMessage: SlackMethod = {
  name: 'chat.postMessage',
  tokens: BOT_OR_PERSON,
  scopes: ['chat:write'],
  tier: 'special',
  required: ['channel'],
  run({ args, caller }, { workspace, limits, heard }) {
    const channel = workspace.channels.find(args.text('channel'));
    if (!channel) throw new SlackError('channel_not_found');
    requireRightToPost(caller, channel);
    const content = contentOf(args, { limit: LONGEST_POST, cut: true });
    const metadata = metadataOf(args);
    const wait = limits.post(caller.token, channel.id);
    if (wait > 0) throw new RateLimited(wait);
    const message = workspace.messages.post({
      text: '',
      ...content,
      channel: channel.id,
      user: caller.userId,
      ...(metadata && { metadata }),
      ...(args.has('username') && { username: args.text('username') }),
      ...(args.text('thread_ts') && { threadTs: args.text('thread_ts'), isBroadcast: args.flag('reply_broadcast') }),
    });
    if (caller.kind === 'person') heard(message);
    return { channel: channel.id, ts: message.ts, message: workspace.json(message, { withMetadata: true }) };
  },
};

/** With chat:write.public a bot may post to public channels that it is not in. */
function requireRightToPost(caller: Caller, channel: Channel): void {
  const isMember = channel.members.has(caller.userId);
  if (channel.isPrivate && !isMember) throw new SlackError('channel_not_found');
  if (channel.isArchived) throw new SlackError('is_archived');
  const mayPostAnywhere = caller.scopes?.includes('chat:write.public') ?? false;
  if (!isMember && !mayPostAnywhere) throw new SlackError('not_in_channel');
}
