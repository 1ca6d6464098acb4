import type { JsonObject } from './json';

/**
 * A refusal in Slack's own words: the Web API answers HTTP 200 with `ok: false`, the error's name and these fields
 * (https://docs.slack.dev/apis/web-api/#evaluating-responses).
 */
export class SlackError extends Error {
  /** @param code Slack's name of the error; @param fields what else the answer says, for example `needed`. */
  constructor(
    readonly code: string,
    readonly fields: JsonObject = {},
  ) {
    super(`Slack refused the call: ${code}`);
  }

  /** A refusal that explains itself in `response_metadata.messages`, as argument errors do. */
  static withMessages(code: string, messages: string[], fields: JsonObject = {}): SlackError {
    return new SlackError(code, {
      ...fields,
      response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) },
    });
  }
}
