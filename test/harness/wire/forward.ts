import { once } from 'node:events';
import { createServer, request, type IncomingHttpHeaders, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** What becomes of a request on its way: an answer, or `dropped`, where the connection is cut instead. */
export type Passage = (asked: Asked) => Promise<Answered | 'dropped'>;

/** A server on a free port of the loopback that does with each request what `passage` says. */
export async function listening(passage: Passage): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const { method = 'GET', url: path = '/', headers } = incoming;
      const answered = await passage({ method, path, headers, body: await bodyOf(incoming) });
      if (answered === 'dropped') return void incoming.socket.destroy();
      outgoing.writeHead(answered.status, answered.headers);
      outgoing.end(answered.body);
    })().catch(() => incoming.socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

export const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** Asks the server at `address` the same, and answers what it does. */
export async function handedOn(address: string, { method, path, headers, body }: Asked): Promise<Answered> {
  const { hostname, port } = new URL(address);
  const outgoing = request({ hostname, port, path, method, headers });
  outgoing.end(body);
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, body: await bodyOf(incoming) };
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
