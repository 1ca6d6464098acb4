import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { CallLog } from '../kernel/call-log';
import type { Clock } from '../kernel/clock';
import { FaultList } from '../kernel/faults';
import { listen, originOf } from '../kernel/listen';
import { sendJson } from './http-request';
import { Events } from './interactions/events';
import { ResponseUrls } from './interactions/response-urls';
import { Triggers } from './interactions/triggers';
import type { Machinery } from './levers/lever';
import { METHODS } from './methods';
import { SlackRoutes } from './slack.routes';
import { SocketHub } from './socket-mode/socket-hub';
import { Tickets } from './socket-mode/tickets';
import { RateLimits } from './web-api/rate-limits';
import { strikes, type SlackFault } from './web-api/slack-faults';
import { WebApi, type SlackCall } from './web-api/web-api';
import { Workspace } from './workspace/workspace';

export interface SlackOptions {
  /** 0 for any free one. */
  port: number;
  host: string;
  clock: Clock;
  /** Of the built chat page; served at `/`. */
  pageFolder: string;
}

export interface Slack {
  url: string;
  port: number;
  /** Cuts every connection; nothing of it keeps the process alive afterwards. */
  close(): Promise<void>;
}

/**
 * Starts the Slack stand-in: Web API, Socket Mode, levers and chat page on one port.
 * @throws Error naming the port and its variable when the port is taken.
 */
export async function startSlack({ port, host, clock, pageFolder }: SlackOptions): Promise<Slack> {
  const tickets = new Tickets(clock);
  const machinery = build(clock);
  const { stage, limits, events, faults, log } = machinery;
  const backstage = {
    ...stage,
    tickets,
    limits,
    heard: (message: Parameters<Events['heard']>[0]) => void events.heard(message),
  };
  const routes = new SlackRoutes(new WebApi(METHODS, backstage, clock, faults, log), machinery, pageFolder);
  const server = createServer((request, response) => {
    routes.handle(request, response).catch((error: unknown) => {
      process.stderr.write(
        `The Slack stand-in failed at ${request.url}: ${error instanceof Error ? error.stack : String(error)}\n`,
      );
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { ok: false, error: 'internal_error' });
    });
  });
  server.keepAliveTimeout = 60_000;
  const sockets = acceptSockets(server, machinery, tickets);
  const bound = await listen(server, { port, host, what: "the sandbox's Slack", variable: 'SANDBOX_SLACK_PORT' });
  return {
    port: bound,
    url: originOf(host, bound),
    async close() {
      events.end();
      machinery.hub.end();
      routes.endStreams();
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function build(clock: Clock): Machinery {
  const workspace = new Workspace(clock);
  const hub = new SocketHub(clock);
  const triggers = new Triggers(clock);
  const stage = { clock, workspace, delivery: hub, triggers, responseUrls: new ResponseUrls(clock, workspace) };
  return {
    stage,
    hub,
    events: new Events(stage),
    limits: new RateLimits(clock),
    faults: new FaultList<SlackFault>(),
    log: new CallLog<SlackCall>(),
  };
}

/** Socket Mode's `/link`: whoever comes with a good ticket gets a socket. */
function acceptSockets(server: Server, { hub, faults, stage }: Machinery, tickets: Tickets): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request: IncomingMessage, connection: Duplex, head: Buffer) => {
    const host = request.headers.host ?? 'localhost';
    const url = new URL(request.url ?? '/', `http://${host}`);
    if (faults.take(strikes('down', 'link', stage.clock.now()))) {
      connection.destroy();
      return;
    }
    const isLink = url.pathname.replace(/\/$/, '') === '/link';
    if (!isLink || !tickets.redeem(url.searchParams.get('ticket') ?? '')) {
      connection.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, connection, head, (socket) => hub.accept(socket, host));
  });
  return sockets;
}
