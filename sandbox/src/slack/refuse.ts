import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Refusal } from '../kernel/guard/guard';
import { sendJson } from './http-request';

/** Answers a request that may not come in: as Slack where it is a call of Slack's, as a lever, or in words where a person reads it. */
export function refuse(request: IncomingMessage, response: ServerResponse, { status, sentence }: Refusal): void {
  const path = request.url ?? '/';
  if (path.startsWith('/api/')) {
    return sendJson(response, status, {
      ok: false,
      error: 'access_denied',
      response_metadata: { messages: [sentence] },
    });
  }
  if (path.startsWith('/_sandbox/')) return sendJson(response, status, { error: sentence });
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' });
  response.end(`${sentence}\n`);
}
