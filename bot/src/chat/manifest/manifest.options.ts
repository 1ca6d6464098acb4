import { parseArgs } from 'node:util';
import { configSchema } from '../../config/config.schema';
import { UserError } from '../../kernel/user-error';

/** Where the receiver of HTTP requests listens when the URL names no path, which is Bolt's own default. */
const EVENTS_PATH = '/slack/events';
const HELP = 'The manifest takes --http https://bot.example.com and --command /ecs, both optional.';

/**
 * Reads what `npm run -s manifest --` was given.
 * @throws UserError when an option is unknown, the URL is not https, or Slack would not take the command
 */
export function manifestOptions(args: string[]): { command: string; requestUrl?: string } {
  const { http, command } = parsed(args);
  const name = configSchema.shape.COMMAND.safeParse(command);
  if (!name.success) {
    throw new UserError({
      what: `--command ${command} is no slash command: ${name.error.issues[0]?.message}.`,
      next: HELP,
    });
  }
  return http === undefined ? { command: name.data } : { command: name.data, requestUrl: requestUrl(http) };
}

function parsed(args: string[]): { http?: string | undefined; command?: string | undefined } {
  try {
    return parseArgs({ args, options: { http: { type: 'string' }, command: { type: 'string' } } }).values;
  } catch (error) {
    throw new UserError({ what: (error as Error).message, next: HELP, cause: error });
  }
}

function requestUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:') {
    throw new UserError({ what: `--http ${text} cannot be used: Slack sends to https addresses only.`, next: HELP });
  }
  if (url.pathname === '/') url.pathname = EVENTS_PATH;
  return url.href;
}
