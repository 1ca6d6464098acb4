import { SlackError } from '../slack-error';
import { PEOPLE } from '../workspace/world';
import { BOT_OR_PERSON, type SlackMethod } from '../web-api/method';
import { userJson } from './user-json';

/** https://docs.slack.dev/reference/methods/users.lookupByEmail */
export const usersLookupByEmail: SlackMethod = {
  name: 'users.lookupByEmail',
  tokens: BOT_OR_PERSON,
  scopes: ['users:read.email'],
  tier: 'tier3',
  required: ['email'],
  run({ args }) {
    const email = args.text('email').toLowerCase();
    const person = PEOPLE.find((candidate) => candidate.email === email);
    if (!person) throw new SlackError('users_not_found');
    return { user: userJson(person.id) };
  },
};
