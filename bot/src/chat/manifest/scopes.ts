import type { AppsManifestCreateArguments } from '@slack/web-api';

type Manifest = AppsManifestCreateArguments['manifest'];
type Settings = NonNullable<Manifest['settings']>;
type BotScope = NonNullable<NonNullable<NonNullable<Manifest['oauth_config']>['scopes']>['bot']>[number];
type BotEvent = NonNullable<NonNullable<Settings['event_subscriptions']>['bot_events']>[number];

/** A permission that the app asks a workspace for, and the only things that the bot does with it. */
export interface GrantedScope {
  scope: BotScope;
  /** What for, to the administrator who is asked for it. */
  why: string;
  /** Web API methods called with it. https://docs.slack.dev/reference/methods names each one's scopes. */
  methods?: readonly string[];
  /** Events that Slack delivers with it. */
  events?: readonly BotEvent[];
}

/** Every scope of the bot's token. A method that needs another one is called only after a line is added here. */
export const BOT_SCOPES: readonly GrantedScope[] = [
  {
    scope: 'app_mentions:read',
    why: 'Hears `@ecs status` in a thread, where slash commands do not work. No other message reaches the bot.',
    events: ['app_mention'],
  },
  {
    scope: 'channels:history',
    why: 'Looks in a channel it is in, and in the thread, for its own message, when Slack did not say whether it had arrived: none is posted twice.',
    methods: ['conversations.history', 'conversations.replies'],
  },
  {
    scope: 'channels:read',
    why: 'Finds the id of `#alerts`, and makes sure before a change that it can be announced in this channel.',
    methods: ['conversations.info', 'conversations.list'],
  },
  {
    scope: 'chat:write',
    why: 'Posts and edits its own messages, in channels it was invited to and in its direct message with a person.',
    methods: ['chat.postEphemeral', 'chat.postMessage', 'chat.update'],
  },
  { scope: 'commands', why: 'Has the slash command.' },
  {
    scope: 'files:write',
    why: 'Gives whoever asks for a log that is too long for a message the whole of it, in their direct message with the bot.',
    methods: ['files.completeUploadExternal', 'files.getUploadURLExternal'],
  },
  {
    scope: 'groups:history',
    why: 'The same as `channels:history`, in private channels it was invited to.',
    methods: ['conversations.history', 'conversations.replies'],
  },
  {
    scope: 'groups:read',
    why: 'The same as `channels:read`, in private channels it was invited to.',
    methods: ['conversations.info', 'conversations.list'],
  },
  {
    scope: 'users:read',
    why: 'Says who asked by name: a mention tells only an id, and an id in a message would notify its person.',
    methods: ['users.info'],
  },
];
