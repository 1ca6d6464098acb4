import { SlackError } from '../slack-error';
import { APP, BOT, CREATED } from '../workspace/world';
import { BOT_OR_PERSON, type SlackMethod } from '../web-api/method';

/** https://docs.slack.dev/reference/methods/bots.info */
export const botsInfo: SlackMethod = {
  name: 'bots.info',
  tokens: BOT_OR_PERSON,
  scopes: ['users:read'],
  tier: 'tier3',
  required: ['bot'],
  run({ args }) {
    if (args.text('bot') !== BOT.botId) throw new SlackError('bot_not_found');
    const named = { id: BOT.botId, app_id: APP.id, user_id: BOT.userId, name: APP.name };
    return { bot: { ...named, deleted: false, updated: CREATED, icons: {} } };
  },
};
