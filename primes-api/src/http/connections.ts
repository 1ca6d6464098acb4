import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Long enough for a request that is on its way when the server closes. */
const GRACE_MS = 1000;

/**
 * Knows which connections owe an answer. Node's server closes the idle ones itself, but not those on which no request
 * has been finished yet: a load balancer that connects ahead of time would hold up the end of the task until it is
 * killed.
 */
export class Connections {
  private readonly open = new Map<Socket, number>();

  constructor(server: Server) {
    server.on('connection', (socket: Socket) => {
      this.open.set(socket, 0);
      socket.once('close', () => this.open.delete(socket));
    });
    server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
      this.owe(socket, 1);
      response.once('close', () => this.owe(socket, -1));
    });
  }

  /** Cuts, a second from now, every connection that owes no answer by then. */
  closeUnused(): void {
    setTimeout(() => {
      for (const [socket, owed] of this.open) if (owed === 0) socket.destroy();
    }, GRACE_MS).unref();
  }

  private owe(socket: Socket, change: number): void {
    const owed = this.open.get(socket);
    if (owed !== undefined) this.open.set(socket, owed + change);
  }
}
