import { stringIn } from '../json';
import { CREATED } from '../workspace/world';
import { BOT_OR_PERSON, type SlackMethod } from '../web-api/method';
import { pageOf } from './paging';
import { allUsers } from './user-json';

/** https://docs.slack.dev/reference/methods/users.list */
export const usersList: SlackMethod = {
  name: 'users.list',
  tokens: BOT_OR_PERSON,
  scopes: ['users:read'],
  tier: 'tier2',
  required: [],
  run({ args }) {
    const page = pageOf(allUsers(), args, { usual: 1000, most: 1000 }, (user) => stringIn(user['id']));
    return { members: page.items, cache_ts: CREATED, ...page.metadata };
  },
};
