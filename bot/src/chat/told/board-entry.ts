import { Logger } from '@nestjs/common';
import type { Clock } from '../../kernel/clock';
import type { Lines } from '../slack/lines';
import type { Message, MessageRef } from '../slack/message.types';
import type { BoardRepository } from './board.repository';
import type { Told } from './board.types';
import { EntryHead } from './entry-head';
import { EntryMemory } from './entry-memory';
import { EntryThread } from './entry-thread';
import type { Attempt } from './refusals';
import type { Teller } from './teller';

/** How long is waited before what Slack did not take is tried again, milliseconds: longer each time, and for ever. */
const AGAIN = [5000, 15_000, 30_000, 60_000];

/** What every entry of a board works with. */
export interface BoardTools {
  teller: Teller;
  repository: BoardRepository;
  clock: Clock;
  /** By channel: what is shown first stands first. */
  lines: Lines;
}

/** One keyed message and its thread, for as long as something of it is not said. */
export class BoardEntry {
  private readonly logger = new Logger(BoardEntry.name);
  private readonly memory: EntryMemory;
  private readonly head: EntryHead;
  private readonly thread: EntryThread;
  private working: Promise<void> | undefined;
  private adopted: MessageRef | undefined;
  private channel: string | undefined;
  private failures = 0;
  /** What is being said in the thread, which waits for its turn in the channel. */
  private saying: Promise<Attempt | undefined> | undefined;
  private readonly left = new AbortController();

  /**
   * @param whenIdle called when everything is said: nothing may be asked of this entry any more
   * @param isMine whether it is this bot that says it, asked just before anything is
   */
  constructor(
    key: string,
    private readonly tools: BoardTools,
    private readonly whenIdle: () => void,
    private readonly isMine: () => boolean,
  ) {
    this.memory = new EntryMemory(key, tools.repository);
    const leaving = { signal: this.left.signal, isOver: () => this.isOver() };
    this.head = new EntryHead(this.memory, tools.teller, tools.clock, leaving);
    this.thread = new EntryThread(this.memory, tools.teller, tools.clock, leaving);
  }

  show(channel: string, message: Message, isLast: boolean): Promise<Told> {
    this.channel ??= channel;
    const told = this.head.want(message, isLast);
    this.start();
    return told;
  }

  reply(name: string, message: Message, broadcast: boolean): Promise<Told> {
    const told = this.thread.want(name, message, broadcast);
    // The end is said after the state that it is about.
    this.head.hurry();
    this.start();
    return told;
  }

  adopt(ref: MessageRef): void {
    this.adopted = ref;
    this.channel = ref.channel;
    this.start();
  }

  /** Nothing more of it is tried. */
  letGo(): void {
    this.left.abort();
    this.adopted = undefined;
    this.head.letGo();
    this.thread.letGo();
  }

  /** Resolves when everything is said. */
  finished(): Promise<void> {
    this.head.hurry();
    return this.working ?? Promise.resolve();
  }

  private isOver(): boolean {
    if (!this.isMine()) this.letGo();
    return this.left.signal.aborted;
  }

  private start(): void {
    this.working ??= this.work();
  }

  private async work(): Promise<void> {
    do {
      const attempts = [await this.stand(), await this.head.edit(), await this.replying()];
      const failed = attempts.find((attempt) => attempt?.kind === 'later');
      if (failed) await this.pause(failed);
      else this.failures = 0;
    } while (this.head.isBehind || this.thread.isBehind || this.adopted || this.saying);
    // In the same breath as the last look: what comes later begins a new entry.
    this.whenIdle();
  }

  /**
   * Posts the message where it does not stand. It is in the channel's line from the first moment on, so that what is shown
   * later does not stand before it; one that stands already waits for nobody, and its turn comes to nothing.
   */
  private async stand(): Promise<Attempt | undefined> {
    const { channel } = this;
    if (channel === undefined) return this.remember();
    if (this.isStanding) return undefined;
    const turn = this.tools.lines.run(channel, () => this.post());
    await this.remember();
    return this.isStanding ? undefined : turn;
  }

  /** While Slack is out of reach nothing passes it in the line; what Slack does not take of this one lets others pass. */
  private async post(): Promise<Attempt | undefined> {
    await this.remember();
    let attempt = await this.head.post();
    while (attempt?.kind === 'later' && attempt.outage && this.head.isBehind) {
      await this.pause(attempt);
      attempt = await this.head.post();
    }
    return attempt;
  }

  private get isStanding(): boolean {
    return this.memory.record?.head?.ref !== undefined && !this.adopted;
  }

  private async remember(): Promise<undefined> {
    await this.memory.load();
    // What the board itself knows of it is newer than where it stood when it was asked for.
    if (this.adopted && this.memory.record?.head?.ref) this.adopted = undefined;
    if (this.adopted) {
      const head = { since: this.tools.clock.now(), ref: this.adopted };
      this.memory.begin({ channel: this.adopted.channel, head, drawn: undefined });
      this.adopted = undefined;
      await this.memory.save();
    } else if (!this.memory.record && this.channel) this.memory.begin({ channel: this.channel });
    return undefined;
  }

  /** A newer state of the message does not wait until everything in its thread is said. */
  private async replying(): Promise<Attempt | undefined> {
    this.saying ??= this.replies().finally(() => (this.saying = undefined));
    return Promise.race([this.saying, this.head.wanted()]);
  }

  /** Not before the message stands in whose thread they are to be. */
  private async replies(): Promise<Attempt | undefined> {
    return this.isStanding || !this.head.isBehind ? this.thread.say(() => this.head.isBehind) : undefined;
  }

  private async pause(attempt: Attempt): Promise<void> {
    const wait = AGAIN[Math.min(this.failures, AGAIN.length - 1)] ?? 0;
    const why = attempt.kind === 'later' ? attempt.why : attempt.kind;
    if (this.failures === 0) this.logger.warn(`${this.memory.key} is not said yet, and I try again: ${why}`);
    this.failures += 1;
    await this.tools.clock.sleep(wait, this.left.signal);
  }
}
