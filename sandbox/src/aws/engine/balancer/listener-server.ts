import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../../kernel/clock';
import type { Guard, Refusal } from '../../../kernel/guard/guard';
import { guardedServer } from '../../../kernel/guard/guarded-server';
import { sendElbError } from './error-page';
import { forward, type Forwarded } from './forward';
import type { TargetPool } from './target-pool';

export interface ListenerServerOptions {
  clock: Clock;
  /** Address the socket is bound to. */
  host: string;
  guard: Guard;
  /** The real port; 0 means any free one. */
  port: number;
  /** The port the listener shows. */
  shownPort: number;
  idleTimeoutMs: number;
  /** Where a request goes. */
  route: (request: IncomingMessage) => Route;
}

/** Where one request goes. */
export interface Route {
  /** The targets of the group that it is forwarded to; undefined where no group gets any. */
  pool: TargetPool | undefined;
  onEnd: (forwarded: Forwarded) => void;
}

/** A listener's real socket: HTTP/1.1 with keep-alive, each request forwarded by itself. */
export class ListenerServer {
  private constructor(private readonly server: Server) {}

  /** @throws Error that names the port and SANDBOX_LB_PORT when the port is taken. */
  static async open(options: ListenerServerOptions): Promise<ListenerServer> {
    const { clock, host, port, shownPort, idleTimeoutMs, route, guard } = options;
    const doors = {
      answer: (request: IncomingMessage, response: ServerResponse): void => {
        const { pool, onEnd } = route(request);
        forward(request, response, { clock, pool, listenerPort: shownPort, idleTimeoutMs }, onEnd);
      },
      refuse: (_request: IncomingMessage, response: ServerResponse, { status, sentence }: Refusal): void =>
        sendElbError(response, status, sentence),
      fail: (_request: IncomingMessage, response: ServerResponse): void => sendElbError(response, 502),
    };
    const server = guardedServer(guard, doors, { keepAliveTimeout: idleTimeoutMs, requestTimeout: 0 });
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => reject(unopened(error, host, port)));
      server.listen({ host, port }, resolve);
    });
    return new ListenerServer(server);
  }

  /** The port it really listens on. */
  port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Ends every connection. @returns once the port is free again. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }
}

function unopened(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code !== 'EADDRINUSE') return error;
  return new Error(
    `The load balancer cannot listen on ${host}:${port}: the port is taken. ` +
      'End what listens there, or set SANDBOX_LB_PORT to another port (0 for any free one).',
  );
}
