import type { IncomingMessage } from 'node:http';

const SENTENCE =
  "A lever takes its arguments as JSON and wants to be told so: send the header content-type: application/json (curl -H 'content-type: application/json').";

/**
 * Holds what pulls a lever to JSON, which no page of another origin can send without asking first.
 * @returns the sentence to answer with 415; undefined for JSON, for nothing at all, and for a request that only looks
 */
export function notJson({ method, headers }: IncomingMessage): string | undefined {
  if (method === 'GET' || method === 'HEAD') return undefined;
  const kind = headers['content-type'];
  const isEmpty = headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
  const isFine = kind === undefined ? isEmpty : /^application\/json\s*(;|$)/i.test(kind.trim());
  return isFine ? undefined : SENTENCE;
}
