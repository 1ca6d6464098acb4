import type { IncomingMessage, ServerResponse } from 'node:http';

/** More than a view of 250 kB and its form encoding need. */
const LARGEST_BODY = 4_000_000;

export class BodyTooLarge extends Error {}

/** @throws BodyTooLarge beyond four megabytes. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > LARGEST_BODY) throw new BodyTooLarge(`A request's body may have ${LARGEST_BODY} bytes at most.`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}
