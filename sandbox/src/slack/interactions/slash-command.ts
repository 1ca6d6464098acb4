import type { JsonObject } from '../json';
import { SlackError } from '../slack-error';
import { APP, SLACKBOT, TEAM } from '../workspace/world';
import type { Delivered } from './event-delivery';
import { respond } from './response-urls';
import type { Act, InteractionParts } from './interaction';
import { typedText } from './typed-text';

export type Answered = Omit<Delivered, 'response'> & { trigger_id: string };

/**
 * A person types a slash command (https://docs.slack.dev/interactivity/implementing-slash-commands). What they typed is
 * shown to nobody; what the app acknowledges with, or that it failed to, to them alone.
 */
export async function runCommand(parts: InteractionParts, act: Act, command: string, text: string): Promise<Answered> {
  const { person, channel } = act;
  const triggerId = parts.triggers.issue(person.id);
  const { response, ...delivered } = await parts.delivery.deliver({
    type: 'slash_commands',
    acceptsResponse: true,
    payload: {
      token: APP.verificationToken,
      team_id: TEAM.id,
      team_domain: TEAM.domain,
      channel_id: channel.id,
      channel_name: channel.name,
      user_id: person.id,
      user_name: person.name,
      command,
      text: typedText(text, parts.workspace.channels, true),
      api_app_id: APP.id,
      is_enterprise_install: 'false',
      response_url: parts.responseUrls.issue(parts.delivery.appHost ?? act.host, channel.id, person.id),
      trigger_id: triggerId,
    },
  });
  const failure = delivered.outcome === 'acked' ? failureOfAnswer(parts, act, response) : delivered.outcome;
  if (failure) sayFailed(parts, act, command, failure);
  return { ...delivered, trigger_id: triggerId };
}

/** Shows what came with the acknowledgement. @returns why it could not be shown. */
function failureOfAnswer(
  parts: InteractionParts,
  { person, channel }: Act,
  response: JsonObject = {},
): string | undefined {
  const saysSomething = response['text'] || response['blocks'] || response['attachments'];
  if (!saysSomething) return undefined;
  try {
    respond(parts.workspace, { channel: channel.id, user: person.id }, response);
    return undefined;
  } catch (error) {
    if (error instanceof SlackError) return error.code;
    throw error;
  }
}

function sayFailed({ workspace }: InteractionParts, { person, channel }: Act, command: string, failure: string): void {
  workspace.messages.post({
    channel: channel.id,
    user: SLACKBOT.userId,
    text: `${command} failed with the error "${failure}"`,
    ephemeralFor: person.id,
  });
}
