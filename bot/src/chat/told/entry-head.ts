import { createHash } from 'node:crypto';
import type { Clock } from '../../kernel/clock';
import type { Message, MessageRef } from '../slack/message.types';
import { LEFT } from './board.types';
import type { EntryLeaving, Told } from './board.types';
import type { EntryMemory } from './entry-memory';
import type { Attempt } from './refusals';
import type { Teller } from './teller';

/** How long a drawn state stands before the next may replace it. Slack's allowance for all of them is the poster's. */
const REDRAW_MS = 2000;

export type Tell = (told: Told) => void;

/**
 * The message itself, until it is left to another bot. The last wording wins: states that come faster than they may be drawn are skipped, the newest never
 * is. A state equal to the drawn one costs nothing.
 */
export class EntryHead {
  private newest: Message | undefined;
  private waiting: Tell[] = [];
  private isLast = false;
  private readonly hurrying = new AbortController();
  private whenWanted: (() => void)[] = [];

  constructor(
    private readonly memory: EntryMemory,
    private readonly teller: Teller,
    private readonly clock: Clock,
    private readonly leaving: EntryLeaving,
  ) {}

  /** There is a state that is not drawn. */
  get isBehind(): boolean {
    return this.newest !== undefined;
  }

  /** @param isLast it may be drawn at once, and the message may be forgotten afterwards */
  want(message: Message, isLast: boolean): Promise<Told> {
    this.newest = message;
    this.isLast = isLast;
    if (isLast) this.hurry();
    for (const tell of this.whenWanted.splice(0)) tell();
    return new Promise((tell) => this.waiting.push(tell));
  }

  /** Resolves when a state is wanted after this. */
  wanted(): Promise<undefined> {
    return new Promise((tell) => this.whenWanted.push(() => tell(undefined)));
  }

  /** There is nothing to be drawn here any more. */
  letGo(): void {
    this.newest = undefined;
    this.hurry();
    tellAll(this.waiting.splice(0), LEFT);
  }

  /** Nothing waits for the redraw interval any more. */
  hurry(): void {
    this.hurrying.abort();
  }

  /** Posts it where it does not stand yet. Undefined where there is nothing to post. */
  async post(): Promise<Attempt | undefined> {
    const { record } = this.memory;
    const message = this.newest;
    if (!record || record.head?.ref || !message) return undefined;
    const now = this.clock.now();
    const before = record.head?.since ?? this.memory.unknownSince(now);
    const since = before ?? now;
    const waiting = this.waiting.splice(0);
    await this.memory.save({ head: { since } });
    const attempt = await this.teller.post(record.channel, message, {
      key: this.memory.key,
      since: before,
      ...this.leaving,
    });
    await this.conclude(attempt, message, waiting, since);
    return attempt;
  }

  /** Edits it where it stands with other words. Undefined where there is nothing to edit. */
  async edit(): Promise<Attempt | undefined> {
    const { head } = this.memory.record ?? {};
    if (!head?.ref || (await this.isDrawn())) return undefined;
    const early = (this.memory.record?.drawn?.at ?? 0) + REDRAW_MS - this.clock.now();
    if (early > 0) await this.clock.sleep(early, this.hurrying.signal);
    if (!this.newest || (await this.isDrawn())) return undefined;
    const waiting: Tell[] = [];
    let drawing = this.newest;
    const attempt = await this.teller.edit(
      head.ref,
      this.memory.key,
      () => {
        waiting.push(...this.waiting.splice(0));
        drawing = this.newest ?? drawing;
        return drawing;
      },
      this.leaving,
    );
    await this.conclude(attempt, drawing, waiting, head.since);
    return attempt;
  }

  private async isDrawn(): Promise<boolean> {
    const { head, drawn } = this.memory.record ?? {};
    if (!this.newest || !head?.ref) return !this.newest;
    if (digestOf(this.newest) !== drawn?.digest) return false;
    const waiting = this.waiting.splice(0);
    this.newest = undefined;
    await this.memory.save({ ended: this.isLast });
    tellAll(waiting, { kind: 'said', ref: head.ref });
    return true;
  }

  private async conclude(attempt: Attempt, said: Message | undefined, waiting: Tell[], since: number): Promise<void> {
    if (attempt.kind === 'done' && attempt.drawn) await this.drew(attempt.ref, attempt.drawn, waiting, since);
    else if (attempt.kind === 'never') await this.giveUp(attempt.why, said, waiting);
    else {
      if (this.leaving.signal.aborted) tellAll(waiting, LEFT);
      else this.waiting.unshift(...waiting);
      if (attempt.kind === 'done') await this.memory.save({ head: { since, ref: attempt.ref } });
      if (attempt.kind === 'gone') await this.forget();
    }
  }

  private async drew(ref: MessageRef, drawn: Message, waiting: Tell[], since: number): Promise<void> {
    if (this.newest === drawn) this.newest = undefined;
    const words = { digest: digestOf(drawn), at: this.clock.now() };
    await this.memory.save({ head: { since, ref }, drawn: words, ended: this.isLast });
    tellAll(waiting, { kind: 'said', ref });
  }

  private async giveUp(why: string, said: Message | undefined, waiting: Tell[]): Promise<void> {
    if (this.newest === said) this.newest = undefined;
    if (!this.memory.record?.head?.ref) await this.forget();
    tellAll(waiting, { kind: 'unsaid', why });
  }

  /** It does not stand there. */
  private forget(): Promise<void> {
    return this.memory.save({ head: undefined, drawn: undefined });
  }
}

function tellAll(waiting: Tell[], told: Told): void {
  for (const one of waiting) one(told);
}

/** Names a message by all of it: the same words with other buttons are another state. */
function digestOf(message: Message): string {
  return createHash('sha256').update(JSON.stringify(message)).digest('base64url');
}
