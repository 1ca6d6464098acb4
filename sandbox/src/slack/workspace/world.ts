/** Who and what there is in the sandbox's workspace. Ids are stable: a configuration may name them. */
export interface Person {
  id: string;
  /** The handle one types after the @. */
  name: string;
  realName: string;
  title: string;
  email: string;
  /** Of the direct message with the app. */
  directMessage: string;
}

const person = (key: string, realName: string, title: string): Person => ({
  id: `U0${key.toUpperCase()}00001`,
  name: key,
  realName,
  title,
  email: `${key}@example.com`,
  directMessage: `D0${key.toUpperCase()}00001`,
});

export const TEAM = { id: 'T0SANDBOX', name: 'Sandbox', domain: 'sandbox' } as const;

export const APP = { id: 'A0SANDBOX', name: 'ECS', verificationToken: 'sandbox-verification-token' } as const;

export const BOT = { userId: 'U0ECSBOT01', botId: 'B0ECSBOT01', name: 'ecs' } as const;

/** Speaks to one person alone when Slack itself has something to say, for example that a command failed. */
export const SLACKBOT = { userId: 'USLACKBOT', name: 'slackbot' } as const;

export const PEOPLE: readonly Person[] = [
  person('ann', 'Ann Okafor', 'Operator'),
  person('ben', 'Ben Larsen', 'Viewer'),
  person('cat', 'Cat Moreau', 'Administrator'),
  person('dan', 'Dan Petrov', 'In no group'),
];

/** Of #ops, #deploys, #alerts and #random; everyone and the bot are in all of them. */
export const CHANNELS = [
  { id: 'C0OPS00001', name: 'ops', purpose: 'Running things' },
  { id: 'C0DEPLOYS1', name: 'deploys', purpose: 'What is being deployed' },
  { id: 'C0ALERTS01', name: 'alerts', purpose: 'What needs a look' },
  { id: 'C0RANDOM01', name: 'random', purpose: 'Everything else' },
] as const;

export const USER_GROUPS = [
  { id: 'S0OPERATOR', handle: 'ecs-operators', name: 'ECS operators', people: ['ann'] },
  { id: 'S0VIEWERS1', handle: 'ecs-viewers', name: 'ECS viewers', people: ['ben'] },
  { id: 'S0ADMINS01', handle: 'ecs-admins', name: 'ECS administrators', people: ['cat'] },
] as const;

export const TOKENS = { bot: 'xoxb-sandbox', app: 'xapp-sandbox', person: 'xoxp-sandbox-' } as const;

/** What a reasonable manifest of the bot grants. */
export const BOT_SCOPES: readonly string[] = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'chat:write.public',
  'commands',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
  'reactions:write',
  'team:read',
  'usergroups:read',
  'users:read',
  'users:read.email',
];

export const APP_SCOPES: readonly string[] = ['connections:write'];

/** When the workspace and everything in it was made, epoch seconds. */
export const CREATED = 1_700_000_000;

/** The person with this handle (with or without @) or id; undefined when there is none. */
export function findPerson(nameOrId: string): Person | undefined {
  const name = nameOrId.replace(/^@/, '').toLowerCase();
  return PEOPLE.find((candidate) => candidate.name === name || candidate.id === nameOrId);
}

/** The handle shown for an author's or a mentioned user's id; the id itself when nobody has it. */
export function nameOf(userId: string): string {
  if (userId === BOT.userId) return BOT.name;
  if (userId === SLACKBOT.userId) return SLACKBOT.name;
  return findPerson(userId)?.name ?? userId;
}

/** The user ids of a user group's people. */
export const peopleOf = (group: (typeof USER_GROUPS)[number]): string[] =>
  group.people.flatMap((name) => findPerson(name)?.id ?? []);
