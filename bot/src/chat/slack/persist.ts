import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import type { Clock } from '../../kernel/clock';

/** Waits between attempts, in milliseconds: an outage of about a minute and a half is sat out. */
const WAITS = [250, 500, 1000, 2000, 4000, 8000, 15_000, 30_000, 30_000];
/** Slack's words for "not now" among its answers with HTTP 200. */
const PASSING = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]);

/**
 * Repeats a call to Slack until it is answered: a 429 after exactly the time it asks for, an unreachable or failing Slack
 * after growing waits. Throws what Slack refuses for good (`channel_not_found`, `invalid_blocks`, …) at once, and the
 * last failure when the waits are used up.
 */
export async function persist<T>(clock: Clock, call: (attempt: number) => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await call(attempt);
    } catch (error) {
      const wait = WAITS[attempt];
      if (wait === undefined || !passes(error)) throw error;
      await clock.sleep(error instanceof WebAPIRateLimitedError ? error.retryAfter * 1000 : wait);
    }
  }
}

function passes(error: unknown): boolean {
  if (error instanceof WebAPIRateLimitedError || error instanceof WebAPIRequestError) return true;
  if (error instanceof WebAPIHTTPError) return error.statusCode >= 500;
  return error instanceof WebAPIPlatformError && PASSING.has(error.data.error);
}

/** Slack's word for why it refused, such as `not_in_channel`; undefined when the error is none of its answers. */
export function slackWord(error: unknown): string | undefined {
  return error instanceof WebAPIPlatformError ? error.data.error : undefined;
}
