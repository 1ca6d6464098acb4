import type { ServerResponse } from 'node:http';
import { every, type Clock } from '../../kernel/clock';
import type { Changes } from '../workspace/changes';

/** Keeps what stands between from closing a quiet stream. */
const HEARTBEAT_MS = 15_000;

/**
 * Server-Sent Events: `event: change` with `{"channel": "C…" | null}` whenever something visible changed.
 * @returns a function that ends the stream.
 */
export function streamChanges(response: ServerResponse, changes: Changes, clock: Clock): () => void {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    connection: 'keep-alive',
  });
  response.write(': hello\n\n');
  const stopWatching = changes.watch((channel) => {
    response.write(`event: change\ndata: ${JSON.stringify({ channel })}\n\n`);
  });
  const heartbeat = every(clock, HEARTBEAT_MS, () => void response.write(': still here\n\n'));
  response.on('close', () => {
    stopWatching();
    heartbeat.cancel();
  });
  return () => response.end();
}
