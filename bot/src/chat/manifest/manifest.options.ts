import type { Command } from 'commander';
import { configSchema } from '../../config/config.schema';
import { commandLine, misunderstood, understand } from '../../kernel/command-line';

/** Where the receiver of HTTP requests listens when the URL names no path, which is Bolt's own default. */
const EVENTS_PATH = '/slack/events';
const DESCRIPTION =
  'Prints the manifest of the Slack app that the bot needs, as JSON: --http https://bot.example.com and --command /ecs are both optional.';

export interface ManifestOptions {
  /** What was asked for instead of a manifest: an explanation of the options. */
  help?: string;
  command: string;
  requestUrl?: string;
}

/**
 * Reads what `npm run -s manifest --` was given.
 * @throws UserError when an option is unknown, the URL is not https, or Slack would not take the command
 */
export function manifestOptions(words: string[]): ManifestOptions {
  const program = commandLine('npm run -s manifest --', DESCRIPTION)
    .option('--http <url>', 'for an app that Slack sends requests to; Socket Mode where left out')
    .option('--command <name>', 'the slash command; /ecs where left out')
    .option('-h, --help', 'this text');
  understand(program, words);
  const { http, command, help } = program.opts<{ http?: string; command?: string; help?: true }>();
  const name = configSchema.shape.COMMAND.safeParse(command);
  if (!name.success) {
    throw misunderstood(program, `--command ${command} is no slash command: ${name.error.issues[0]?.message}.`);
  }
  return {
    ...(help ? { help: program.helpInformation() } : {}),
    command: name.data,
    ...(http === undefined ? {} : { requestUrl: requestUrl(program, http) }),
  };
}

function requestUrl(program: Command, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:') {
    throw misunderstood(program, `--http ${text} cannot be used: Slack sends to https addresses only.`);
  }
  if (url.pathname === '/') url.pathname = EVENTS_PATH;
  return url.href;
}
