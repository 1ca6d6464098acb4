import { type IncomingMessage, request as sendRequest, type ServerResponse } from 'node:http';
import type { Clock } from '../../../kernel/clock';
import { type ElbError, sendElbError } from './error-page';
import { endToEnd, requestHeaders } from './forwarded-headers';
import type { PoolTarget } from './pool-target';
import type { TargetPool } from './target-pool';

/** How one request ended, for the load balancer's metrics. */
export interface Forwarded {
  /** The target's status; undefined when it gave none. */
  targetStatus?: number;
  /** The load balancer's own error. */
  elbStatus?: ElbError;
  /** From the request's leaving to the first of the answer's headers, ms. */
  targetMs?: number;
}

export interface ForwardOptions {
  clock: Clock;
  /** Undefined where no target group gets what is asked for. */
  pool: TargetPool | undefined;
  /** The port the listener shows. */
  listenerPort: number;
  /** The load balancer's idle timeout, real ms. */
  idleTimeoutMs: number;
}

/**
 * Passes one request to the target whose turn it is and its answer back, both as streams. As ELB does it tries no
 * second target: 503 without a target, 502 when the connection is refused or breaks before an answer, 504 when nothing
 * comes within the idle timeout. A client that hangs up takes its request to the target with it.
 */
export function forward(
  request: IncomingMessage,
  response: ServerResponse,
  options: ForwardOptions,
  onEnd: (forwarded: Forwarded) => void,
): void {
  const entry = options.pool?.next();
  const address = entry && options.pool?.address(entry);
  if (!entry || !address) {
    const elbStatus = entry ? 502 : 503;
    request.resume();
    sendElbError(response, elbStatus);
    return onEnd({ elbStatus });
  }
  exchange(request, response, { ...options, entry, address }, onEnd);
}

interface Exchange extends ForwardOptions {
  entry: PoolTarget;
  address: { host: string; port: number };
}

function exchange(
  request: IncomingMessage,
  response: ServerResponse,
  { clock, entry, address, listenerPort, idleTimeoutMs }: Exchange,
  onEnd: (forwarded: Forwarded) => void,
): void {
  const sentAt = clock.now();
  const outgoing = sendRequest({
    ...address,
    agent: entry.agent,
    method: request.method,
    path: request.url,
    headers: requestHeaders(request, listenerPort, sentAt),
  });
  let ended = false;
  const end = (forwarded: Forwarded): void => {
    if (ended) return;
    ended = true;
    entry.inFlight -= 1;
    if (entry.draining) entry.dropIdleConnections();
    onEnd(forwarded);
  };
  const fail = (elbStatus: ElbError): void => {
    if (ended) return;
    if (response.headersSent) response.destroy();
    else sendElbError(response, elbStatus);
    end({ elbStatus });
    outgoing.destroy();
  };
  entry.inFlight += 1;
  outgoing.setTimeout(idleTimeoutMs, () => fail(504));
  outgoing.on('error', () => fail(502));
  outgoing.once('response', (incoming) => {
    const answered = { targetStatus: incoming.statusCode ?? 0, targetMs: clock.now() - sentAt };
    try {
      response.writeHead(answered.targetStatus, incoming.statusMessage, endToEnd(incoming.rawHeaders));
    } catch {
      // A status line or a header that HTTP does not have, as "HTTP/1.1 000".
      return fail(502);
    }
    incoming.pipe(response);
    incoming.once('end', () => end(answered));
    incoming.once('error', () => {
      response.destroy();
      end(answered);
    });
  });
  response.once('close', () => {
    if (!ended) outgoing.destroy();
    end({});
  });
  request.pipe(outgoing);
}
