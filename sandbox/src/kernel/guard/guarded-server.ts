import {
  createServer,
  STATUS_CODES,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http';
import type { Duplex } from 'node:stream';
import type { Guard, Refusal } from './guard';

/** What stands behind a port; whatever these throw or reject with goes to `fail`. */
export interface Doors {
  answer(request: IncomingMessage, response: ServerResponse): unknown;
  /** Answers a request that may not come in, in the port's own language. Nothing is called and nothing is recorded. */
  refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal): unknown;
  /** Answers a request that could not be: a defect. Not asked once the caller has gone. */
  fail(request: IncomingMessage, response: ServerResponse, error: unknown): void;
  /** Takes a connection that wants to speak something else, or refuses it with `refuseUpgrade`. Left out: it is an ordinary request. */
  upgrade?: (request: IncomingMessage, connection: Duplex, head: Buffer) => void;
}

/** A server whose every request and upgrade has passed the guard, and none of which ends the process. */
export function guardedServer(guard: Guard, doors: Doors, options: ServerOptions = {}): Server {
  const server = createServer(options, (request, response) => void take(guard, doors, request, response));
  const { upgrade } = doors;
  if (upgrade) {
    server.on('upgrade', (request: IncomingMessage, connection: Duplex, head: Buffer) => {
      // Node has let go of it: a caller that hangs up would otherwise be an error that nobody hears.
      connection.on('error', () => connection.destroy());
      const refusal = guard.refusal(request.headers);
      if (refusal) refuseUpgrade(connection, refusal.status, refusal.sentence);
      else upgrade(request, connection, head);
    });
  }
  return server;
}

async function take(guard: Guard, doors: Doors, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.on('error', () => response.destroy());
  const refusal = guard.refusal(request.headers);
  try {
    await (refusal ? doors.refuse(request, response, refusal) : doors.answer(request, response));
  } catch (error) {
    if (request.socket.destroyed) return;
    if (response.headersSent) response.destroy();
    else doors.fail(request, response, error);
  }
}

/** Says no to an upgrade and lets go of the connection, whether or not its caller does. */
export function refuseUpgrade(connection: Duplex, status: number, sentence: string): void {
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'content-type: text/plain; charset=utf-8',
    `content-length: ${Buffer.byteLength(sentence)}`,
    'connection: close',
  ];
  connection.end(`${head.join('\r\n')}\r\n\r\n${sentence}`, () => connection.destroy());
}
