import type { AppsManifestCreateArguments } from '@slack/web-api';
import type { SubcommandSpec } from '../asked/subcommand.types';
import { BOT_SCOPES } from './scopes';

/** What an app manifest is made from. */
export interface ManifestParts {
  /** The slash command with its slash. Without the slash it is also the app's and the bot user's name. */
  command: string;
  specs: readonly SubcommandSpec[];
  /** Where Slack shall send commands, clicks and events. Left out: Socket Mode. */
  requestUrl?: string | undefined;
}

/**
 * The Slack app that the bot needs, for "Create from manifest".
 * https://docs.slack.dev/reference/app-manifest
 */
export function slackManifest({ command, specs, requestUrl }: ManifestParts) {
  const name = command.slice(1);
  const received = requestUrl === undefined ? {} : { request_url: requestUrl };
  return {
    display_information: {
      name,
      description: 'Runs services on Amazon ECS: how they are, deployments, scaling, and what went wrong.',
    },
    features: {
      // Without the messages tab Slack refuses direct messages from the bot (messages_tab_disabled); it reads none.
      app_home: { home_tab_enabled: false, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      bot_user: { display_name: name, always_online: true },
      slash_commands: [
        {
          command,
          description: 'Services on Amazon ECS',
          usage_hint: usageHint(specs),
          // Channels and people arrive with their ids; without it they are names that anybody can take.
          should_escape: true,
          ...(requestUrl === undefined ? {} : { url: requestUrl }),
        },
      ],
    },
    oauth_config: { scopes: { bot: BOT_SCOPES.map(({ scope }) => scope) } },
    settings: {
      event_subscriptions: { ...received, bot_events: BOT_SCOPES.flatMap(({ events = [] }) => events) },
      interactivity: { is_enabled: true, ...received },
      org_deploy_enabled: false,
      socket_mode_enabled: requestUrl === undefined,
      token_rotation_enabled: false,
    },
  } satisfies AppsManifestCreateArguments['manifest'];
}

/** How each command is written, without options, `help` first: Slack cuts the hint off where the line ends. */
function usageHint(specs: readonly SubcommandSpec[]): string {
  const helpFirst = specs.toSorted((a, b) => Number(b.name === 'help') - Number(a.name === 'help'));
  return helpFirst.map(({ name, usage }) => (usage[0] ?? name).replaceAll(/ \[--[^\]]*\]/g, '')).join(' | ');
}
