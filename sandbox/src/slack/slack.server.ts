import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { CallLog } from '../kernel/call-log';
import type { Clock } from '../kernel/clock';
import { FaultList } from '../kernel/faults';
import type { Guard } from '../kernel/guard/guard';
import { guardedServer, refuseUpgrade } from '../kernel/guard/guarded-server';
import { readTarget } from '../kernel/guard/target';
import { listen, originOf } from '../kernel/listen';
import { sendJson } from './http-request';
import { Events } from './interactions/events';
import { ResponseUrls } from './interactions/response-urls';
import { Triggers } from './interactions/triggers';
import type { SlackParts } from './levers/lever';
import { METHODS } from './methods';
import { refuse } from './refuse';
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
  /** Whom the port lets in. */
  guard: Guard;
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
export async function startSlack({ port, host, guard, clock, pageFolder }: SlackOptions): Promise<Slack> {
  const tickets = new Tickets(clock);
  const parts = build(clock);
  const { interactions, limits, events, faults, log } = parts;
  const methodParts = {
    ...interactions,
    tickets,
    limits,
    heard: (message: Parameters<Events['heard']>[0]) => void events.heard(message),
  };
  const routes = new SlackRoutes(new WebApi(METHODS, methodParts, clock, faults, log), parts, pageFolder);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_FRAME });
  const server = guardedServer(
    guard,
    {
      answer: (request, response) => routes.handle(request, response),
      refuse,
      fail(request, response, error) {
        const why = error instanceof Error ? error.stack : String(error);
        process.stderr.write(`The Slack stand-in failed at ${request.url}: ${why}\n`);
        sendJson(response, 500, { ok: false, error: 'internal_error' });
      },
      upgrade: (...upgrade) => acceptSocket(sockets, parts, tickets, ...upgrade),
    },
    { keepAliveTimeout: 60_000 },
  );
  const bound = await listen(server, { port, host, what: "the sandbox's Slack", variable: 'SANDBOX_SLACK_PORT' });
  return {
    port: bound,
    url: originOf(host, bound),
    async close() {
      events.end();
      parts.hub.end();
      routes.endStreams();
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function build(clock: Clock): SlackParts {
  const workspace = new Workspace(clock);
  const hub = new SocketHub(clock);
  const triggers = new Triggers(clock);
  const interactions = { clock, workspace, delivery: hub, triggers, responseUrls: new ResponseUrls(clock, workspace) };
  return {
    interactions,
    hub,
    events: new Events(interactions),
    limits: new RateLimits(clock),
    faults: new FaultList<SlackFault>(),
    log: new CallLog<SlackCall>(),
  };
}

/** Socket Mode's `/link`: whoever comes with a good ticket gets a socket. */
function acceptSocket(
  sockets: WebSocketServer,
  { hub, faults, interactions }: SlackParts,
  tickets: Tickets,
  request: IncomingMessage,
  connection: Duplex,
  head: Buffer,
): void {
  if (faults.take(strikes('down', 'link', interactions.clock.now()))) return void connection.destroy();
  const url = readTarget(request.url ?? '/');
  if (!url) return refuseUpgrade(connection, 400, 'That is no address.');
  if (url.pathname.replace(/\/$/, '') !== '/link' || !tickets.redeem(url.searchParams.get('ticket') ?? '')) {
    return refuseUpgrade(
      connection,
      401,
      'There is a socket at /link, for whoever has a ticket of apps.connections.open.',
    );
  }
  sockets.handleUpgrade(request, connection, head, (socket) => hub.accept(socket, request.headers.host ?? 'localhost'));
}

/** Far more than an acknowledgement with a view of 250 kB in it. Bytes. */
const LARGEST_FRAME = 4_000_000;
