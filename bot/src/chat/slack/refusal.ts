import { slackWord } from './slack-errors';

export type Token = 'bot token' | 'app-level token';

/** Where each token is found: https://api.slack.com/apps, the app's pages. */
const PAGES: Record<Token, string> = {
  'bot token': 'OAuth & Permissions',
  'app-level token': 'Basic Information, App-Level Tokens',
};

/** What Slack answers about the token itself. Everything else that goes wrong may pass, and says nothing about the token. */
const REFUSALS: ReadonlySet<string> = new Set([
  'account_inactive',
  'app_uninstalled',
  'forbidden_team',
  'invalid_auth',
  'missing_scope',
  'no_permission',
  'not_allowed_token_type',
  'not_authed',
  'team_disabled',
  'token_expired',
  'token_revoked',
  'user_removed_from_team',
]);

/** Slack's word for why it refuses the token that a call was made with; undefined where it is something else that failed. */
export function refusalWord(error: unknown): string | undefined {
  const word = slackWord(error);
  return word !== undefined && REFUSALS.has(word) ? word : undefined;
}

/** Slack refused a token: the message says which, in Slack's word why, and where to get it. */
export class SlackRefusedError extends Error {
  constructor(token: Token, word: string, cause: unknown) {
    super(`Slack refused the ${token} (${word}). Copy it again from the app's page: ${PAGES[token]}.`, { cause });
  }
}

/** The same error, as a SlackRefusedError where Slack refuses the token. */
export function asRefusal(token: Token, error: unknown): unknown {
  const word = refusalWord(error);
  return word === undefined ? error : new SlackRefusedError(token, word, error);
}
