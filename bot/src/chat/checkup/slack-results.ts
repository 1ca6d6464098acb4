import type { ConversationsInfoResponse } from '@slack/web-api';
import { WebAPIRateLimitedError } from '@slack/web-api';
import { mend, ok, Untried, untried } from '../../domain/checkup/checkup.types';
import type { Result } from '../../domain/checkup/checkup.types';
import { BOT_SCOPES } from '../manifest/scopes';
import { refusalWord } from '../slack/refusal';
import { slackWord } from '../slack/slack-errors';
import { messageOf } from '../../kernel/message-of';

type Token = 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN';

/** Where a token is found: https://api.slack.com/apps, the app's pages. */
const PAGES: Record<Token, string> = {
  SLACK_BOT_TOKEN: 'OAuth & Permissions, Bot User OAuth Token (xoxb-…)',
  SLACK_APP_TOKEN: 'Basic Information, App-Level Tokens (xapp-…, with the scope connections:write)',
};

/** A token that Slack refuses; undefined where it is something else that went wrong. */
export function refused(token: Token, error: unknown): Result | undefined {
  const word = refusalWord(error);
  if (word === undefined) return undefined;
  return mend(`Slack refuses it (${word}).`, `Copy ${token} again from api.slack.com/apps, your app, ${PAGES[token]}.`);
}

/** Slack gave no answer, or one that says nothing about the bot. @throws Untried when Slack asks for fewer calls */
export function unreachable(error: unknown): Result {
  if (error instanceof WebAPIRateLimitedError) throw new Untried('Slack asks for fewer calls just now');
  const word = slackWord(error);
  if (word) return mend(`Slack answers ${word}.`, 'Try again in a minute; status.slack.com tells of outages.');
  return mend(
    `Slack cannot be reached (${messageOf(error)}).`,
    'Look at the network from here to slack.com: name resolution, proxy, firewall.',
  );
}

/**
 * What the installation was granted, against what the bot's manifest asks for.
 * @param granted Slack's x-oauth-scopes header, which stands with every answer to a bot token
 */
export function scopesResult(granted: readonly string[] | undefined): Result {
  if (!granted) return untried('Slack did not say which it granted');
  const missing = BOT_SCOPES.filter(({ scope }) => !granted.includes(scope));
  if (missing.length > 0) {
    const all = missing.map(({ scope, why }) => `${scope} is missing (${why.replace(/\.$/, '')})`);
    const next = 'Print the manifest again (npm run -s manifest), paste it at App Manifest, and install the app again.';
    return mend(`${all.join('; ')}.`, next);
  }
  const more = granted.length - BOT_SCOPES.length;
  return ok(`all ${BOT_SCOPES.length}${more > 0 ? `, and ${more} that I do not use` : ''}`);
}

/** A channel that the bot is to speak in, and the setting that names it. */
export interface NamedChannel {
  /** `#alerts`, or its id. */
  name: string;
  setting: 'ALERTS_CHANNEL' | 'SERVICE_CHANNELS';
}

/** Whether the bot may write in a channel that it sees. */
export function channelResult({ name, setting }: NamedChannel, channel: ConversationsInfoResponse['channel']): Result {
  if (channel?.is_archived) return mend(`${name} is archived.`, `Unarchive it, or name another one in ${setting}.`);
  if (!channel?.is_member) return mend(`I am not in ${name}, so nothing can be told there.`, '/invite me there.');
  return ok(`${name}, and I am in it`);
}

/** A private channel that the bot is not in looks the same to it as none. */
export function noChannel({ name, setting }: NamedChannel): Result {
  return mend(
    `I see no channel ${name}.`,
    `Create it and /invite me there, or name another one in ${setting}; a private one I see once I am in it.`,
  );
}
