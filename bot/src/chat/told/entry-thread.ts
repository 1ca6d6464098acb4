import type { Clock } from '../../kernel/clock';
import type { Message } from '../slack/message.types';
import type { Posted } from './board.repository';
import { LEFT } from './board.types';
import type { EntryLeaving, Told } from './board.types';
import type { Tell } from './entry-head';
import type { EntryMemory } from './entry-memory';
import type { Attempt } from './refusals';
import type { Teller } from './teller';

interface Reply {
  name: string;
  message: Message;
  broadcast: boolean;
  waiting: Tell[];
}

const NO_MESSAGE = 'There is no message in whose thread it could be said.';

/** What is said in the thread of a keyed message: each name once, in the order in which they were handed over. */
export class EntryThread {
  private readonly unsaid = new Map<string, Reply>();

  constructor(
    private readonly memory: EntryMemory,
    private readonly teller: Teller,
    private readonly clock: Clock,
    private readonly leaving: EntryLeaving,
  ) {}

  /** There is something that is not said yet. */
  get isBehind(): boolean {
    return this.unsaid.size > 0;
  }

  want(name: string, message: Message, broadcast: boolean): Promise<Told> {
    const reply = this.unsaid.get(name) ?? { name, message, broadcast, waiting: [] };
    this.unsaid.set(name, reply);
    return new Promise((tell) => reply.waiting.push(tell));
  }

  /** There is nothing to be said here any more. */
  letGo(): void {
    for (const reply of this.unsaid.values()) this.conclude(reply, LEFT);
  }

  /**
   * Says what is not said yet, up to the first that has to wait: that one's attempt.
   * @param isPassed whether there is a newer state by now, which is drawn before more is said
   */
  async say(isPassed: () => boolean): Promise<Attempt | undefined> {
    for (const reply of this.unsaid.values()) {
      const attempt = await this.sayOne(reply);
      if (attempt?.kind === 'later' || attempt?.kind === 'gone' || isPassed()) return attempt;
    }
    return undefined;
  }

  private async sayOne(reply: Reply): Promise<Attempt | undefined> {
    const { record } = this.memory;
    if (!record) return this.conclude(reply, { kind: 'unsaid', why: NO_MESSAGE });
    const { ref, since = this.memory.unknownSince(this.clock.now()) } = record.replies[reply.name] ?? {};
    if (ref) return this.conclude(reply, { kind: 'said', ref });
    const { head } = record;
    await this.remember(reply.name, { since: since ?? this.clock.now() });
    const attempt = await this.teller.post(head?.ref?.channel ?? record.channel, reply.message, {
      key: JSON.stringify([this.memory.key, reply.name]),
      since,
      ...this.leaving,
      // Where the message cannot stand there is no thread, and the channel itself is told.
      ...(head?.ref ? { thread: head.ref.ts, broadcast: reply.broadcast } : {}),
    });
    return this.judge(reply, attempt, since ?? this.clock.now());
  }

  private async judge(reply: Reply, attempt: Attempt, since: number): Promise<Attempt> {
    if (attempt.kind === 'done') {
      await this.remember(reply.name, { since, ref: attempt.ref });
      this.conclude(reply, { kind: 'said', ref: attempt.ref });
    }
    if (attempt.kind === 'gone') await this.memory.save({ head: undefined, drawn: undefined });
    if (attempt.kind === 'never') {
      await this.forget(reply.name);
      this.conclude(reply, { kind: 'unsaid', why: attempt.why });
    }
    return attempt;
  }

  private remember(name: string, posted: Posted): Promise<void> {
    return this.memory.save({ replies: { ...this.memory.record?.replies, [name]: posted } });
  }

  private forget(name: string): Promise<void> {
    const others = Object.entries(this.memory.record?.replies ?? {}).filter(([other]) => other !== name);
    return this.memory.save({ replies: Object.fromEntries(others) });
  }

  private conclude(reply: Reply, told: Told): undefined {
    this.unsaid.delete(reply.name);
    for (const tell of reply.waiting) tell(told);
    return undefined;
  }
}
