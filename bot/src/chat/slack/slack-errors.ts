import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';

/** Slack's words for "not now" among its answers with HTTP 200. */
const PASSING = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'ratelimited',
  'rate_limited',
  'team_added_to_org',
]);

/** Slack's word for why it refused, such as `not_in_channel`; undefined when the error is none of its answers. */
export function slackWord(error: unknown): string | undefined {
  return error instanceof WebAPIPlatformError ? error.data.error : undefined;
}

/** Slack cannot be reached, or asks everybody to wait: whatever is said to it now fails in the same way. */
export function isOutage(error: unknown): boolean {
  if (error instanceof WebAPIRateLimitedError || error instanceof WebAPIRequestError) return true;
  return error instanceof WebAPIHTTPError && error.statusCode >= 500;
}

/** The same call may well be answered a little later. */
export function isPassing(error: unknown): boolean {
  return isOutage(error) || PASSING.has(slackWord(error) ?? '');
}

/** How many milliseconds Slack asks to wait, where it does. */
export function askedToWait(error: unknown): number | undefined {
  return error instanceof WebAPIRateLimitedError ? error.retryAfter * 1000 : undefined;
}
