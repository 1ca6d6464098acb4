/** What went wrong with a deployment after ECS called it done, where its circuit breaker counts no more. */
export interface Relapse {
  /** When the first of it happened, milliseconds since the epoch. */
  since: number;
  /** When the newest of it happened. */
  lastAt: number;
  /** Its tasks that ended by themselves, could not start, or failed their health checks since it was done. */
  died: number;
  /** As many of its tasks at a time as ran and failed their health checks. */
  unhealthy: number;
  /** What its requests were answered with since it was done, where more of them fail than before. */
  errors?: RequestErrors;
}

/** How many requests ended in an error of the server, as shares of all of them: 0 to 1. */
export interface RequestErrors {
  /** The most frequent: `502`, or `5xx` where the service itself gave the answers. */
  code: string;
  share: number;
  /** The share before the deployment began. */
  before: number;
}
