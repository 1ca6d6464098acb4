import type { Clock } from '../../../kernel/clock';
import { readFrame } from './frame';
import type { Envelope } from './frame';
import type { Wire, Wires } from './wire';

/** How long a socket may take from its address to Slack's hello, in milliseconds. */
const HELLO_MS = 10_000;
const PING_EVERY_MS = 5000;
/**
 * So many pings in a row without an answer, and the other side is gone. Counted and not timed: when this process itself
 * was stopped for a while, the answers are there and only wait to be read.
 */
const MOST_UNANSWERED = 3;
const CLOSE_MS = 2000;
/** How long a socket that is to be closed is kept open for what came through it and is not acknowledged yet, in milliseconds. */
const ACKNOWLEDGE_MS = 1500;

/** Acknowledges one envelope, with what is to be said or done at once. Rejects when its socket is closed by now. */
export type Acknowledge = (payload?: object) => Promise<void>;

export interface SocketEvents {
  envelope(envelope: Envelope, acknowledge: Acknowledge): void;
  /** The app is over its rate of events, so Slack holds some back. */
  rateLimited(): void;
  /** Something that the bot has no use for: it is acknowledged already. */
  unknown(what: string): void;
  /** Slack is about to close this socket. It may be used until it does. */
  goodbye(reason: string): void;
  /** It is closed, which it was not asked for. */
  lost(why: string): void;
}

/** One connection of Socket Mode, from Slack's hello to its end. It says when it ends and opens no other. */
export class SlackSocket {
  private readonly over = new AbortController();
  private wire: Wire | undefined;
  private greeted: () => void = () => {};
  private failed: (why: Error) => void = () => {};
  private isOpen = false;
  private unanswered = 0;
  private goodbyeSaid = false;
  private readonly unacknowledged = new Set<string>();
  private settled = (): void => {};

  private constructor(
    private readonly clock: Clock,
    private readonly events: SocketEvents,
  ) {}

  /** Opens a socket at `url` and resolves once Slack greets it; rejects when it is closed before, or takes too long. */
  static async open(url: string, wires: Wires, clock: Clock, events: SocketEvents): Promise<SlackSocket> {
    const socket = new SlackSocket(clock, events);
    await socket.connect(url, wires);
    return socket;
  }

  /** Whether Slack has said that it will close it. */
  get isLeaving(): boolean {
    return this.goodbyeSaid;
  }

  /**
   * Closes it without calling it lost, once everything that came through it is acknowledged: Slack takes that on no other.
   * Resolves when it is closed, by force if the other side takes its time.
   */
  async close(): Promise<void> {
    if (this.over.signal.aborted) return;
    this.isOpen = false;
    await this.acknowledged();
    this.wire?.close();
    await this.clock.sleep(CLOSE_MS, this.over.signal);
    this.end();
  }

  private async connect(url: string, wires: Wires): Promise<void> {
    const hello = new Promise<void>((resolve, reject) => ([this.greeted, this.failed] = [resolve, reject]));
    this.wire = wires.connect(url, {
      text: (text) => this.hear(text),
      pong: () => (this.unanswered = 0),
      closed: (why) => this.closed(why),
    });
    const greeted = new AbortController();
    void this.clock
      .sleep(HELLO_MS, greeted.signal)
      .then(() => this.failed(new Error('Slack did not greet the socket.')));
    try {
      await hello;
    } catch (error) {
      this.end();
      throw error;
    } finally {
      greeted.abort();
    }
    if (this.over.signal.aborted) throw new Error('The socket to Slack was closed as soon as it was open.');
    this.isOpen = true;
    void this.watch();
  }

  private hear(text: string): void {
    this.unanswered = 0;
    const frame = readFrame(text);
    switch (frame.kind) {
      case 'hello':
        return this.greeted();
      case 'goodbye':
        return this.leave(frame.reason);
      case 'envelope':
        this.unacknowledged.add(frame.id);
        return this.events.envelope(frame, (payload) => this.acknowledge(frame.id, payload));
      case 'rate-limited':
        this.acknowledgeUnread(frame.id);
        return this.events.rateLimited();
      case 'unknown':
        if (frame.id !== undefined) this.acknowledgeUnread(frame.id);
        return this.events.unknown(frame.what);
    }
  }

  private async acknowledged(): Promise<void> {
    if (this.unacknowledged.size === 0) return;
    const all = new AbortController();
    this.settled = () => all.abort();
    await this.clock.sleep(ACKNOWLEDGE_MS, AbortSignal.any([all.signal, this.over.signal]));
  }

  private async acknowledge(id: string, payload?: object): Promise<void> {
    if (!this.wire) throw new Error('There is no socket to Slack.');
    this.unacknowledged.delete(id);
    const sent = this.wire.send(JSON.stringify({ envelope_id: id, ...(payload ? { payload } : {}) }));
    if (this.unacknowledged.size === 0) this.settled();
    await sent;
  }

  /** Nothing comes of it, so nothing depends on its arriving. */
  private acknowledgeUnread(id: string): void {
    void this.acknowledge(id).catch(() => undefined);
  }

  private leave(reason: string): void {
    this.failed(new Error(`Slack closed the socket at once (${reason}).`));
    if (this.goodbyeSaid) return;
    this.goodbyeSaid = true;
    if (this.isOpen) this.events.goodbye(reason);
  }

  private closed(why: string): void {
    this.failed(new Error(`The socket to Slack could not be opened: ${why}.`));
    const wasOpen = this.isOpen;
    this.end();
    if (wasOpen) this.events.lost(why);
  }

  private async watch(): Promise<void> {
    for (;;) {
      await this.clock.sleep(PING_EVERY_MS, this.over.signal);
      if (this.over.signal.aborted) return;
      if (this.unanswered >= MOST_UNANSWERED) return this.closed(`${MOST_UNANSWERED} pings were not answered`);
      this.unanswered += 1;
      this.wire?.ping();
    }
  }

  private end(): void {
    this.isOpen = false;
    if (this.over.signal.aborted) return;
    this.over.abort();
    this.wire?.cut();
  }
}
