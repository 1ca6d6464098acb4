import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { Lines } from '../slack/lines';
import type { Message, MessageRef } from '../slack/message.types';
import { BoardEntry } from './board-entry';
import { BoardRepository } from './board.repository';
import type { Told } from './board.types';
import { Teller } from './teller';

/** How long a shutdown waits for the last states to be drawn. Milliseconds. */
const LEAVE_MS = 2000;

/**
 * The one way to say something in a channel: one message for each key, edited where it stands, and its thread. Nobody has
 * to wait for Slack: what is said is the newest state, as soon as Slack takes it.
 */
@Injectable()
export class Board implements OnApplicationShutdown {
  /** The entries of which something is not said yet. */
  private readonly busy = new Map<string, BoardEntry>();
  private readonly lines = new Lines();
  /** Of what may be another bot's to say, whether it is this one's. */
  private readonly holds = new Map<string, () => boolean>();

  constructor(
    private readonly teller: Teller,
    private readonly repository: BoardRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Shows `message` as the one message of `key`: posted where it does not stand yet, edited where it does. Returns at once;
   * the promise never rejects and may be ignored. It is open while Slack is out of reach.
   * @param key names the message for ever
   * @param channel an id or `#name`
   * @param options.last nothing more will be shown: it need not wait for its turn to be redrawn, and may be forgotten first
   */
  show(key: string, channel: string, message: Message, { last = false }: { last?: boolean } = {}): Promise<Told> {
    return this.entryOf(key).show(channel, message, last);
  }

  /**
   * Says something in the thread of `key`'s message, once for each `name` under that key, after the newest state is drawn.
   * Returns at once; the promise never rejects and may be ignored.
   * @param options.broadcast shows it in the channel too
   */
  reply(
    key: string,
    name: string,
    message: Message,
    { broadcast = false }: { broadcast?: boolean } = {},
  ): Promise<Told> {
    return this.entryOf(key).reply(name, message, broadcast);
  }

  /**
   * The message of `key` stands there already, unless the board knows where it stands: a question whose button was pressed
   * becomes the message of the change.
   */
  adopt(key: string, ref: MessageRef): void {
    this.entryOf(key).adopt(ref);
  }

  /**
   * What is said of `key` may become another bot's to say: that is asked just before Slack is, because a bot that stood still
   * hears of it too late. An older state, drawn over what the other has shown, would stay for ever.
   * @param isHeld whether it is this bot's still; undefined once that is not asked any more
   */
  hold(key: string, isHeld: (() => boolean) | undefined): void {
    if (isHeld) this.holds.set(key, isHeld);
    else this.holds.delete(key);
  }

  /** What is not said yet of `key` is somebody else's to say by now: nothing more of it is tried. */
  letGo(key: string): void {
    this.busy.get(key)?.letGo();
    // What it is at comes to its end; what is shown later begins anew.
    this.busy.delete(key);
  }

  /** The channel that the message of `key` stands in; undefined where it stands nowhere, or that cannot be found out. */
  async channelOf(key: string): Promise<string | undefined> {
    const record = await this.repository.load(key).catch(() => undefined);
    return record?.head?.ref?.channel;
  }

  /** Resolves when everything shown so far is drawn, or given up. Draws at once what waits for its turn. For a shutdown. */
  async settled(): Promise<void> {
    await Promise.all([...this.busy.values()].map((entry) => entry.finished()));
  }

  /** What was shown by others in their own last moments is drawn, if Slack takes it soon. */
  async onApplicationShutdown(): Promise<void> {
    const drawn = new AbortController();
    await Promise.race([this.settled(), this.clock.sleep(LEAVE_MS, drawn.signal)]);
    drawn.abort();
  }

  private entryOf(key: string): BoardEntry {
    const busy = this.busy.get(key);
    if (busy) return busy;
    const tools = { teller: this.teller, repository: this.repository, clock: this.clock, lines: this.lines };
    const whenIdle = (): void => {
      if (this.busy.get(key) === entry) this.busy.delete(key);
    };
    const entry: BoardEntry = new BoardEntry(key, tools, whenIdle, () => this.holds.get(key)?.() ?? true);
    this.busy.set(key, entry);
    return entry;
  }
}
