import { SlackError } from '../slack-error';
import { APP_SCOPES, BOT, findPerson, TOKENS } from '../workspace/world';

/** Whoever a token speaks for. */
export interface Caller {
  token: string;
  kind: 'bot' | 'app' | 'person';
  userId: string;
  /** null: a person's token is granted whatever the method asks for. */
  scopes: readonly string[] | null;
}

/**
 * Whose token it is. The header wins over the argument, as in Slack.
 * @param granted the scopes of the bot's token
 * @throws SlackError `not_authed` without a token, `invalid_auth` with an unknown one.
 */
export function callerOf(authorization: string | undefined, argument: string, granted: readonly string[]): Caller {
  const token = authorization?.replace(/^Bearer\s+/i, '').trim() || argument;
  if (!token) throw new SlackError('not_authed');
  if (token === TOKENS.bot) return { token, kind: 'bot', userId: BOT.userId, scopes: granted };
  if (token === TOKENS.app) return { token, kind: 'app', userId: BOT.userId, scopes: APP_SCOPES };
  const person = token.startsWith(TOKENS.person) ? findPerson(token.slice(TOKENS.person.length)) : undefined;
  if (!person) throw new SlackError('invalid_auth');
  return { token, kind: 'person', userId: person.id, scopes: null };
}

/** @throws SlackError `missing_scope` when none of the scopes that would do was granted. */
export function requireScope(caller: Caller, sufficient: readonly string[]): void {
  if (sufficient.length === 0 || !caller.scopes) return;
  if (sufficient.some((scope) => caller.scopes?.includes(scope))) return;
  throw new SlackError('missing_scope', { needed: sufficient.join(','), provided: caller.scopes.join(',') });
}
