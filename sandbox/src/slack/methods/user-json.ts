import type { JsonObject } from '../json';
import { APP, BOT, CREATED, findPerson, PEOPLE, SLACKBOT, TEAM, type Person } from '../workspace/world';

/** Everybody in the workspace, apps included (https://docs.slack.dev/reference/objects/user-object). */
export const allUsers = (): JsonObject[] => [slackbotJson(), ...PEOPLE.map(personJson), botJson()];

/** undefined when nobody has that id. */
export function userJson(id: string): JsonObject | undefined {
  if (id === BOT.userId) return botJson();
  if (id === SLACKBOT.userId) return slackbotJson();
  const person = findPerson(id);
  return person && person.id === id ? personJson(person) : undefined;
}

const plain = (id: string, name: string, realName: string, profile: JsonObject): JsonObject => ({
  id,
  team_id: TEAM.id,
  name,
  deleted: false,
  color: '9f69e7',
  real_name: realName,
  tz: 'Etc/UTC',
  tz_label: 'Coordinated Universal Time',
  tz_offset: 0,
  profile: {
    real_name: realName,
    real_name_normalized: realName,
    display_name: name,
    display_name_normalized: name,
    team: TEAM.id,
    ...profile,
  },
  is_admin: false,
  is_owner: false,
  is_primary_owner: false,
  is_restricted: false,
  is_ultra_restricted: false,
  is_bot: false,
  is_app_user: false,
  updated: CREATED,
});

const personJson = (person: Person): JsonObject => ({
  ...plain(person.id, person.name, person.realName, { title: person.title, email: person.email }),
  has_2fa: false,
});

const botJson = (): JsonObject => ({
  ...plain(BOT.userId, BOT.name, APP.name, { api_app_id: APP.id, bot_id: BOT.botId, always_active: true }),
  is_bot: true,
});

const slackbotJson = (): JsonObject => plain(SLACKBOT.userId, SLACKBOT.name, 'Slackbot', { always_active: true });
