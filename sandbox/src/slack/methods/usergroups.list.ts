import { CREATED, peopleOf, TEAM, USER_GROUPS } from '../workspace/world';
import { BOT_OR_PERSON, type SlackMethod } from '../web-api/method';

/** https://docs.slack.dev/reference/methods/usergroups.list */
export const usergroupsList: SlackMethod = {
  name: 'usergroups.list',
  tokens: BOT_OR_PERSON,
  scopes: ['usergroups:read'],
  tier: 'tier2',
  required: [],
  run: ({ args }) => ({
    usergroups: USER_GROUPS.map((group) => ({
      id: group.id,
      team_id: TEAM.id,
      is_usergroup: true,
      name: group.name,
      description: '',
      handle: group.handle,
      is_external: false,
      date_create: CREATED,
      date_update: CREATED,
      date_delete: 0,
      auto_type: null,
      created_by: 'USLACKBOT',
      updated_by: 'USLACKBOT',
      deleted_by: null,
      prefs: { channels: [], groups: [] },
      ...(args.flag('include_count') && { user_count: group.people.length }),
      ...(args.flag('include_users') && { users: peopleOf(group) }),
    })),
  }),
};
