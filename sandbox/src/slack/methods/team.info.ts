import { SlackError } from '../slack-error';
import { TEAM } from '../workspace/world';
import { BOT_OR_PERSON, type SlackMethod } from '../web-api/method';

/** https://docs.slack.dev/reference/methods/team.info */
export const teamInfo: SlackMethod = {
  name: 'team.info',
  tokens: BOT_OR_PERSON,
  scopes: ['team:read'],
  tier: 'tier3',
  required: [],
  run({ args, host }) {
    if (args.text('team') && args.text('team') !== TEAM.id) throw new SlackError('team_not_found');
    const icon = { image_default: true };
    return { team: { ...TEAM, url: `http://${host}/`, email_domain: 'example.com', icon } };
  },
};
