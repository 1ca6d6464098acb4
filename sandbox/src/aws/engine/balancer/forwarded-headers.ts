import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Headers that concern one connection only (RFC 9110, 7.6.1); Transfer-Encoding is kept, for the body is passed on as it is. */
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'upgrade']);

/** Headers as Node has them raw: name, value, name, value. */
type RawHeaders = readonly string[];

/** `raw` without what concerns the connection it came over, and without `also` (lower case). */
export function endToEnd(raw: RawHeaders, also: ReadonlySet<string> = new Set()): string[] {
  const kept: string[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = raw[at] ?? '';
    const lower = name.toLowerCase();
    if (!HOP_BY_HOP.has(lower) && !also.has(lower)) kept.push(name, raw[at + 1] ?? '');
  }
  return kept;
}

const OURS = new Set(['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-port', 'x-amzn-trace-id']);

/**
 * The headers a target gets: the client's, and those an Application Load Balancer adds
 * (ELB user guide, "HTTP headers and Application Load Balancers" and "Request tracing").
 * @param listenerPort the port the listener shows.
 * @param now epoch ms.
 */
export function requestHeaders(request: IncomingMessage, listenerPort: number, now: number): string[] {
  const client = request.socket.remoteAddress ?? '127.0.0.1';
  const before = request.headers['x-forwarded-for'];
  return [
    ...endToEnd(request.rawHeaders, OURS),
    'X-Forwarded-For',
    before === undefined ? client : `${String(before)}, ${client}`,
    'X-Forwarded-Proto',
    'http',
    'X-Forwarded-Port',
    String(listenerPort),
    'X-Amzn-Trace-Id',
    traceId(request.headers['x-amzn-trace-id'], now),
  ];
}

function traceId(before: string | string[] | undefined, now: number): string {
  const id = `1-${Math.floor(now / 1000).toString(16)}-${randomBytes(12).toString('hex')}`;
  return before === undefined ? `Root=${id}` : `Self=${id};${String(before)}`;
}
