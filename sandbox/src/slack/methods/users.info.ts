import { SlackError } from '../slack-error';
import { BOT_OR_PERSON, type SlackMethod } from '../web-api/method';
import { userJson } from './user-json';

/** https://docs.slack.dev/reference/methods/users.info */
export const usersInfo: SlackMethod = {
  name: 'users.info',
  tokens: BOT_OR_PERSON,
  scopes: ['users:read'],
  tier: 'tier4',
  required: ['user'],
  run({ args }) {
    const user = userJson(args.text('user'));
    if (!user) throw new SlackError('user_not_found');
    return { user: args.flag('include_locale') ? { ...user, locale: 'en-US' } : user };
  },
};
