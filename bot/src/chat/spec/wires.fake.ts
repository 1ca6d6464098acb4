import { Wires } from '../door/sockets/wire';
import type { Wire, WireEvents } from '../door/sockets/wire';

/** Slack's end of one socket, played by a spec. */
export class FakeWire implements Wire {
  readonly sent: unknown[] = [];
  pings = 0;
  /** Whether the bot has asked to close it, or cut it. */
  ended: 'closing' | 'cut' | undefined;
  /** Whether pings are answered. */
  answers = true;

  constructor(
    readonly url: string,
    private readonly events: WireEvents,
  ) {}

  send(text: string): Promise<void> {
    if (this.ended) return Promise.reject(new Error('closed'));
    this.sent.push(JSON.parse(text));
    return Promise.resolve();
  }

  ping(): void {
    this.pings += 1;
    if (this.answers) this.events.pong();
  }

  close(): void {
    this.ended = 'closing';
  }

  cut(): void {
    if (this.ended === 'cut') return;
    this.ended = 'cut';
    this.events.closed('cut');
  }

  /** Slack sends a frame; a string goes as it is. */
  says(frame: unknown): void {
    this.events.text(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  /** Slack, or the network, closes it. */
  dies(): void {
    if (this.ended === 'cut') return;
    this.ended = 'cut';
    this.events.closed('closed with 1006');
  }
}

/** WebSockets in memory, greeted as Slack does. For specs. */
export class FakeWires extends Wires {
  readonly all: FakeWire[] = [];
  /** What happens to a new one. */
  greeting: 'hello' | 'silence' | 'refused' | 'too_many_websockets' = 'hello';

  override connect(url: string, events: WireEvents): Wire {
    const wire = new FakeWire(url, events);
    this.all.push(wire);
    if (this.greeting === 'hello') queueMicrotask(() => wire.says({ type: 'hello', num_connections: 1 }));
    if (this.greeting === 'refused') queueMicrotask(() => wire.dies());
    if (this.greeting === 'too_many_websockets')
      queueMicrotask(() => wire.says({ type: 'disconnect', reason: 'too_many_websockets' }));
    return wire;
  }

  /** Those that are open. */
  open(): FakeWire[] {
    return this.all.filter(({ ended }) => ended === undefined);
  }
}
