import { WebClient } from '@slack/web-api';
import type { WebClientOptions } from '@slack/web-api';
import type { ChatOptions } from './chat.options';
import { BoltLogger } from './bolt-logger';

const REQUEST_TIMEOUT_MS = 10_000;

/** Slack's Web API with the bot's token. Called by the poster, the channel list, the door and the doctor. */
export abstract class SlackWeb {
  abstract readonly client: WebClient;
  /** What Bolt is to call response URLs with, where it is not the machine's own fetch. */
  abstract readonly fetch?: WebClientOptions['fetch'];
}

/**
 * The options of one Web API client. A fresh object each time, because Bolt and Socket Mode write into the one they are
 * given (socket-mode puts a hundred retries there, which every later client of the process then has).
 */
export function webOptions({ slackApiUrl }: ChatOptions, fetch?: WebClientOptions['fetch']): WebClientOptions {
  return {
    ...(slackApiUrl ? { slackApiUrl } : {}),
    ...(fetch ? { fetch } : {}),
    // What calls it repeats and waits itself: on a 429 the client would pause its whole queue and post out of order.
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
    timeout: REQUEST_TIMEOUT_MS,
    logger: new BoltLogger('SlackWeb'),
  };
}

export function slackWeb(options: ChatOptions, fetch?: WebClientOptions['fetch']): SlackWeb {
  return { client: new WebClient(options.botToken, webOptions(options, fetch)), fetch };
}
