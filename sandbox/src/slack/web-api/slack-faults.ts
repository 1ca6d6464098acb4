import type { FaultOrder } from '../../kernel/faults';

/** What can be made to go wrong on the Slack side, and for which method; without one, for all. */
export interface SlackFault extends FaultOrder {
  kind: 'disconnect' | 'rate_limit' | 'error' | 'latency' | 'down';
  method?: string;
  /** `latency`: how long a call waits. `rate_limit`: the Retry-After it is told. `down`: how long it lasts. */
  ms?: number;
  /** `error`: the name answered; default `internal_error`. */
  error?: string;
  /** `down`: when it is over, epoch milliseconds. */
  until?: number;
}

/** For FaultList: a fault of this kind for this method, in force now. */
export const strikes = (kind: SlackFault['kind'], method: string, now: number) => (fault: SlackFault) =>
  fault.kind === kind && (fault.method ?? method) === method && now < (fault.until ?? Number.POSITIVE_INFINITY);
