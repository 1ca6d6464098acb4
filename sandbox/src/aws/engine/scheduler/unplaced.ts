/** Why a task could not be placed: none was made. */
export interface Unplaced {
  /** What the service's events say of it, in ECS's words. */
  says: (service: string) => string;
  /** Whether it is a failed task to the circuit breaker, and is tried again less and less often. */
  isFailure: boolean;
  /** Whether a container instance would have to give room. */
  lacksRoom?: boolean;
  /** AWS seconds after which it is tried again; left out: with the next look. */
  againAfter?: number;
}
