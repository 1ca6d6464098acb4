import { awsSeconds, json, serve } from './serve.mjs';

/** A health check's timeout is real time, whatever a minute lasts: 5 s in the target group of primes-api. */
const CHECK_TIMEOUT_MS = 5_000;
/** The service's grace, three checks ten seconds apart, and as much again to spare. */
const WARM_UP_MS = CHECK_TIMEOUT_MS + awsSeconds(20 + 3 * 10 + 50);

/** Accepts at once and answers only when it is warm: later than its service waits for it. */
const warm = new Promise((resolve) => {
  setTimeout(resolve, WARM_UP_MS);
});
serve((_request, response) => {
  void warm.then(() => json(response, 200, { status: 'ok' }));
});
