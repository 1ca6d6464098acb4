import { SlackError } from '../slack-error';
import { peopleOf, USER_GROUPS } from '../workspace/world';
import { BOT_OR_PERSON, type SlackMethod } from '../web-api/method';

/** https://docs.slack.dev/reference/methods/usergroups.users.list */
export const usergroupsUsersList: SlackMethod = {
  name: 'usergroups.users.list',
  tokens: BOT_OR_PERSON,
  scopes: ['usergroups:read'],
  tier: 'tier2',
  required: ['usergroup'],
  run({ args }) {
    const group = USER_GROUPS.find(({ id }) => id === args.text('usergroup'));
    if (!group) throw new SlackError('no_such_subteam');
    return { users: peopleOf(group) };
  },
};
