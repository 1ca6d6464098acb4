import { Logger } from '@nestjs/common';
import type { Clock } from '../../../kernel/clock';
import { SlackRefusedError } from '../../slack/refusal';
import { askedToWait } from '../../slack/slack-errors';
import type { Envelope } from './frame';
import { Pace } from './pace';
import { SlackSocket } from './slack-socket';
import type { Acknowledge } from './slack-socket';
import type { Wires } from './wire';
import { messageOf } from '../../../kernel/message-of';

/** Slack hands each envelope to one of an app's sockets, so while one is renewed or cut the other serves. Ten are allowed. */
const WANTED = 2;
/** How long a socket that Slack is about to close is kept once there is another in its place, in milliseconds. */
const LINGER_MS = 30_000;
/** A refused token is asked about again so often: some refusals are lifted, and some are Slack's own mistake. */
const REFUSED_EVERY_MS = 60_000;
/** Slack tells every minute that it holds events back; the log is told once in such a time. */
const RATE_LIMITED_SAID_MS = 3_600_000;

export interface PoolParts {
  wires: Wires;
  clock: Clock;
  /** Asks Slack for the address of one socket. Rejects with a SlackRefusedError when it refuses the token. */
  address(): Promise<string>;
  /** Hears every envelope, of whichever socket. */
  envelope(envelope: Envelope, acknowledge: Acknowledge): void;
  /** Hears how many sockets are open whenever that changes. */
  opened(open: number): void;
}

/** Keeps two sockets open, one opened at a time, and the next one before Slack closes the one that it said it would. */
export class SocketPool {
  private readonly logger = new Logger('SlackSocket');
  private readonly sockets = new Set<SlackSocket>();
  private readonly closing = new AbortController();
  private readonly pace = new Pace();
  private changed = new AbortController();
  private rateLimitedSaid = Number.NEGATIVE_INFINITY;

  constructor(private readonly parts: PoolParts) {}

  /**
   * Begins to keep them. Resolves when the first is open, however long that takes; rejects with a SlackRefusedError when
   * Slack refuses the token before. It goes on trying either way, until `close`.
   */
  open(): Promise<void> {
    return new Promise((resolve, reject) => void this.keep(resolve, reject));
  }

  /** Opens no more, and resolves when all are closed. */
  async close(): Promise<void> {
    this.closing.abort();
    this.change();
    await Promise.all([...this.sockets].map((socket) => socket.close()));
    this.sockets.clear();
    this.parts.opened(0);
  }

  private async keep(first: () => void, refused: (error: SlackRefusedError) => void): Promise<void> {
    const { clock } = this.parts;
    while (!this.closing.signal.aborted) {
      const changed = this.changed.signal;
      const wait = this.staying() < WANTED ? this.pace.wait(clock.now(), this.sockets.size > 0) : Infinity;
      if (wait === 0) {
        await this.add()
          .then(first)
          .catch((error: unknown) => this.failed(error, refused));
      } else if (wait === Infinity) await aborted(changed);
      else await clock.sleep(wait, changed);
    }
    first();
  }

  private async add(): Promise<void> {
    const { wires, clock } = this.parts;
    this.pace.asked(clock.now());
    const url = await this.parts.address();
    const since = clock.now();
    const socket: SlackSocket = await SlackSocket.open(url, wires, clock, {
      envelope: (envelope, acknowledge) => this.parts.envelope(envelope, acknowledge),
      rateLimited: () => this.rateLimited(),
      unknown: (what) => this.logger.debug(`Slack sent ${what}, which I have no use for.`),
      goodbye: (reason) => this.goodbye(reason),
      lost: (why) => this.lost(socket, why, clock.now() - since),
    });
    if (this.closing.signal.aborted) return socket.close();
    this.sockets.add(socket);
    this.pace.opened();
    this.parts.opened(this.sockets.size);
    for (const old of this.sockets) if (old.isLeaving) void this.retire(old);
  }

  private failed(error: unknown, refused: (error: SlackRefusedError) => void): void {
    if (this.closing.signal.aborted) return;
    const isRefusal = error instanceof SlackRefusedError;
    this.pace.failed(this.parts.clock.now(), isRefusal ? REFUSED_EVERY_MS : askedToWait(error));
    const why = messageOf(error);
    if (isRefusal) {
      this.logger.error(why);
      refused(error);
    } else if (this.sockets.size > 0) this.logger.warn(`Slack gave me no second socket, and the first serves: ${why}`);
    else this.logger.warn(`Slack cannot be reached, and I go on trying: ${why}`);
  }

  private goodbye(reason: string): void {
    if (reason === 'link_disabled')
      this.logger.error("Socket Mode is switched off for this app. Switch it on again on the app's page: Socket Mode.");
    this.change();
  }

  private lost(socket: SlackSocket, why: string, ageMs: number): void {
    if (!this.sockets.delete(socket)) return;
    if (!socket.isLeaving) this.pace.lost(ageMs);
    this.parts.opened(this.sockets.size);
    if (this.sockets.size === 0) this.logger.warn(`The last socket to Slack is gone (${why}). I open another.`);
    this.change();
  }

  /** Nothing is on its way through it any more. */
  private async retire(socket: SlackSocket): Promise<void> {
    await this.parts.clock.sleep(LINGER_MS, this.closing.signal);
    if (!this.sockets.delete(socket)) return;
    await socket.close();
    this.parts.opened(this.sockets.size);
  }

  private rateLimited(): void {
    const now = this.parts.clock.now();
    if (now - this.rateLimitedSaid < RATE_LIMITED_SAID_MS) return;
    this.rateLimitedSaid = now;
    this.logger.warn(
      'Slack holds back some of this app’s events (app_rate_limited): there are more than it delivers, about 30,000 an ' +
        'hour. Mentions of the bot may be missing meanwhile; slash commands and buttons are not concerned.',
    );
  }

  private staying(): number {
    return [...this.sockets].filter((socket) => !socket.isLeaving).length;
  }

  /** Wakes whoever waits for the number of sockets to be another. */
  private change(): void {
    this.changed.abort();
    this.changed = new AbortController();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
