import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import { every, type Clock, type Timer } from '../../kernel/clock';
import { ACK_MS, type Delivered, type Delivery, type EventDelivery } from '../interactions/event-delivery';
import { isObject, type JsonObject } from '../json';
import { APP } from '../workspace/world';

/** Slack pings about this often and expects nothing but the pong. */
const PING_MS = 10_000;
/** At most so many sockets an app (https://docs.slack.dev/apis/events-api/using-socket-mode). */
export const MOST_SOCKETS = 10;
/** After so long Slack asks the app to connect anew, and warns it a little earlier. */
const CONNECTION_SECONDS = 18_060;
const WARNING_SECONDS = 10;
/** How long a socket serves on after it was asked to connect anew, unless the app closes it; Slack does not say. */
const REFRESH_MS = 3000;

export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';

/** The app's sockets: each event goes to one of them, in turn. */
export class SocketHub implements EventDelivery {
  appHost: string | undefined;
  private sockets: WebSocket[] = [];
  /** Those that were asked to connect anew. */
  private readonly leaving = new WeakSet<WebSocket>();
  private readonly waiting = new Map<string, (answer: Omit<Delivered, 'ackMs'>) => void>();
  private turn = 0;

  constructor(private readonly clock: Clock) {}

  /** Greets a socket whose ticket was good. @param host the Host it named. */
  accept(socket: WebSocket, host: string): void {
    socket.on('error', () => socket.terminate());
    if (this.sockets.length >= MOST_SOCKETS) return disconnect(socket, 'too_many_websockets');
    this.appHost = host;
    this.sockets.push(socket);
    const timers = this.startTimers(socket);
    socket.on('close', () => {
      this.sockets = this.sockets.filter((other) => other !== socket);
      for (const timer of timers) timer.cancel();
    });
    socket.on('message', (data: Buffer) => this.receive(data.toString()));
    send(socket, {
      type: 'hello',
      num_connections: this.sockets.length,
      debug_info: { host: 'sandbox', build_number: 1, approximate_connection_time: CONNECTION_SECONDS },
      connection_info: { app_id: APP.id },
    });
  }

  deliver(delivery: Delivery): Promise<Delivered> {
    const socket = this.nextSocket();
    if (!socket) return Promise.resolve({ outcome: 'dispatch_failed', ackMs: 0 });
    const id = randomUUID();
    const since = this.clock.now();
    return new Promise((resolve) => {
      const settle = (answer: Omit<Delivered, 'ackMs'>): void => {
        timer.cancel();
        this.waiting.delete(id);
        resolve({ ...answer, ackMs: this.clock.now() - since });
      };
      const timer = this.clock.after(ACK_MS, () => settle({ outcome: 'operation_timeout' }));
      this.waiting.set(id, settle);
      send(socket, envelope(id, delivery));
    });
  }

  /**
   * Asks sockets to go, the oldest first, and closes them; the app is expected to come back. After a `warning` they serve
   * on for some seconds and after `refresh_requested` for a few, as when Slack renews a connection; `none` cuts without a
   * word, as a network does.
   * @param most how many @param afterMs how long after the warning they are asked to connect anew
   */
  disconnect(reason: DisconnectReason | 'none', most = MOST_SOCKETS, afterMs = WARNING_SECONDS * 1000): void {
    const open = this.sockets.filter((socket) => !this.leaving.has(socket));
    for (const socket of open.slice(0, most)) {
      if (reason === 'warning') this.warn(socket, afterMs);
      else if (reason === 'refresh_requested') this.refresh(socket);
      else {
        this.sockets = this.sockets.filter((other) => other !== socket);
        if (reason === 'none') socket.terminate();
        else disconnect(socket, reason);
      }
    }
  }

  /** Cuts every socket without a word, as an outage does. */
  terminateAll(): void {
    for (const socket of this.sockets) socket.terminate();
    this.sockets = [];
  }

  /** For good: sockets are cut, and whoever waits for an acknowledgement is told that there will be none. */
  end(): void {
    this.terminateAll();
    for (const settle of this.waiting.values()) settle({ outcome: 'dispatch_failed' });
  }

  private warn(socket: WebSocket, afterMs: number): void {
    send(socket, goodbye('warning'));
    this.later(socket, afterMs, () => this.refresh(socket));
  }

  private refresh(socket: WebSocket): void {
    if (socket.readyState !== socket.OPEN) return;
    this.leaving.add(socket);
    send(socket, goodbye('refresh_requested'));
    this.later(socket, REFRESH_MS, () => socket.close(1000));
  }

  private later(socket: WebSocket, ms: number, run: () => void): void {
    const timer = this.clock.after(ms, run);
    socket.on('close', () => timer.cancel());
  }

  /** In turn among those that stay; one that was asked to go serves where there is no other. */
  private nextSocket(): WebSocket | undefined {
    const all = this.sockets.filter((socket) => socket.readyState === socket.OPEN);
    const staying = all.filter((socket) => !this.leaving.has(socket));
    const open = staying.length > 0 ? staying : all;
    this.turn += 1;
    return open[this.turn % Math.max(1, open.length)];
  }

  /** An acknowledgement that comes too late, or twice, finds nobody waiting. */
  private receive(text: string): void {
    const frame = parsed(text);
    if (!isObject(frame) || typeof frame['envelope_id'] !== 'string') return;
    const { payload } = frame;
    this.waiting.get(frame['envelope_id'])?.({ outcome: 'acked', ...(isObject(payload) && { response: payload }) });
  }

  private startTimers(socket: WebSocket): Timer[] {
    const whenOpen = (run: () => void) => (): void => {
      if (socket.readyState === socket.OPEN) run();
    };
    return [
      every(
        this.clock,
        PING_MS,
        whenOpen(() => socket.ping(`Ping from the sandbox (${this.clock.now()})`)),
      ),
      this.clock.after(
        (CONNECTION_SECONDS - WARNING_SECONDS) * 1000,
        whenOpen(() => send(socket, goodbye('warning'))),
      ),
      this.clock.after(CONNECTION_SECONDS * 1000, () => this.refresh(socket)),
    ];
  }
}

const envelope = (id: string, delivery: Delivery): JsonObject => ({
  envelope_id: id,
  type: delivery.type,
  accepts_response_payload: delivery.acceptsResponse,
  ...(delivery.type === 'events_api' && {
    retry_attempt: delivery.retry?.attempt ?? 0,
    retry_reason: delivery.retry?.reason ?? '',
  }),
  payload: delivery.payload,
});

const goodbye = (reason: DisconnectReason): JsonObject => ({
  type: 'disconnect',
  reason,
  debug_info: { host: 'sandbox' },
});

function disconnect(socket: WebSocket, reason: DisconnectReason): void {
  send(socket, goodbye(reason));
  socket.close(1000);
}

const send = (socket: WebSocket, frame: JsonObject): void => socket.send(JSON.stringify(frame));

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
