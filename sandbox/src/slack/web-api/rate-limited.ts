/** A call that came too soon: answered with HTTP 429 and Retry-After (https://docs.slack.dev/apis/web-api/rate-limits). */
export class RateLimited extends Error {
  /** @param seconds whole seconds until it is worth another try. */
  constructor(readonly seconds: number) {
    super(`Too many calls: try again in ${seconds} s`);
  }
}
