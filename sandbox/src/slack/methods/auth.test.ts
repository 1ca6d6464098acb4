import { APP, BOT, nameOf, TEAM } from '../workspace/world';
import type { SlackMethod } from '../web-api/method';

/** https://docs.slack.dev/reference/methods/auth.test */
export const authTest: SlackMethod = {
  name: 'auth.test',
  tokens: ['bot', 'person', 'app'],
  scopes: [],
  tier: 'special',
  required: [],
  run: ({ caller, host }) => ({
    ...(caller.kind === 'app'
      ? { app_id: APP.id, app_name: APP.name }
      : { url: `http://${host}/`, team: TEAM.name, user: nameOf(caller.userId), user_id: caller.userId }),
    team_id: TEAM.id,
    ...(caller.kind === 'bot' && { bot_id: BOT.botId }),
    is_enterprise_install: false,
  }),
};
