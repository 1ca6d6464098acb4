import { Injectable, Logger } from '@nestjs/common';
import { LeaseLostError } from '../../kernel/leases';
import type { Lease } from '../../kernel/leases';
import { UnitOfWork } from '../../kernel/unit-of-work';
import type { Announcement } from './announcement.types';
import { AnnouncementOutbox, IncidentMemory } from './incident-memory.port';
import type { Memory, MemoryChange } from './incident-memory.port';
import { AnnouncementPublisher } from './incidents.port';

/** What was heard: what is known otherwise by it, and what there is to say. */
interface News {
  changes: readonly MemoryChange[];
  announcements: readonly Announcement[];
}

/**
 * Saves what was heard together with what there is to say of it, and then has that said: whenever the process ends, either
 * both are known again or neither, and what was not said yet is said by the next one.
 */
@Injectable()
export class IncidentRecorder {
  private readonly logger = new Logger(IncidentRecorder.name);
  /** What the store does not have yet; while it fails that is more than a moment's. */
  private readonly changes = new Map<string, MemoryChange>();
  private readonly toBeSaid = new Map<string, Announcement>();
  private readonly said = new Map<string, Announcement>();
  /** What is not handed on before it is saved: whoever watches next would hear and say it again. */
  private held: readonly Announcement[] = [];
  private lease: Lease | undefined;
  private line: Promise<void> = Promise.resolve();
  private failing = false;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly memory: IncidentMemory,
    private readonly outbox: AnnouncementOutbox,
    private readonly publisher: AnnouncementPublisher,
  ) {}

  /** What the bot knew that watched before. What it did not get to say is said now. */
  async resume(lease: Lease): Promise<Memory[]> {
    this.lease = lease;
    this.held = [];
    for (const unsaved of [this.changes, this.toBeSaid, this.said]) unsaved.clear();
    const memories = await this.memory.load();
    for (const announcement of await this.outbox.unsaid()) void this.publish(announcement);
    return memories;
  }

  /** What is not said yet is another bot's to say. */
  leave(): void {
    this.held = [];
    this.publisher.leave();
  }

  /**
   * Saves what `hear` hears, and hands on what there is to say: at once where it is saved. Where the store fails too, unless
   * other bots share it, which would say it again. One after the other, so that nobody saves half of what another is at.
   * @throws whatever `hear` throws; nothing else
   */
  record(hear: () => Promise<News>): Promise<void> {
    const turn = this.recordAfter(this.line, hear);
    this.line = turn.catch(() => {});
    return turn;
  }

  private async recordAfter(before: Promise<void>, hear: () => Promise<News>): Promise<void> {
    await before;
    const { changes, announcements } = await hear();
    for (const change of changes) this.changes.set(`${change.kind} ${change.name}`, change);
    for (const announcement of announcements) this.toBeSaid.set(announcement.key, announcement);
    const isSaved = await this.save();
    const waiting = [...this.held, ...announcements];
    const isSaidNow = isSaved || this.lease?.isAlone !== false;
    this.held = isSaidNow ? [] : waiting;
    if (isSaidNow) for (const announcement of waiting) void this.publish(announcement);
  }

  private async publish(announcement: Announcement): Promise<void> {
    try {
      const { lease } = this;
      if (!(await this.publisher.publish(announcement, () => lease?.isHeld ?? true))) return;
    } catch (error) {
      return this.logger.error(`${announcement.key} could not be said.`, error);
    }
    this.said.set(announcement.key, announcement);
    this.line = this.line.then(async () => void (await this.save()));
  }

  /** Whether everything is saved by now. */
  private async save(): Promise<boolean> {
    const [changes, toBeSaid, said] = [[...this.changes], [...this.toBeSaid], [...this.said]];
    if (changes.length + toBeSaid.length + said.length === 0) return true;
    try {
      await this.unitOfWork.run(async () => {
        await this.lease?.confirm();
        await this.memory.save(changes.map(([, change]) => change));
        for (const [, announcement] of toBeSaid) await this.outbox.put(announcement);
        for (const [, announcement] of said) await this.outbox.takeOut(announcement);
      });
    } catch (error) {
      return this.failed(error);
    }
    forget(this.changes, changes);
    forget(this.toBeSaid, toBeSaid);
    forget(this.said, said);
    if (this.failing) this.logger.log('What is heard of AWS can be saved again, and is.');
    this.failing = false;
    return true;
  }

  private failed(error: unknown): false {
    // Whoever holds it now hears the same by itself.
    if (error instanceof LeaseLostError) return false;
    if (!this.failing) this.logger.error(UNSAVED, error);
    this.failing = true;
    return false;
  }
}

const UNSAVED =
  'What was heard of AWS could not be saved, and I try again with every poll. Where nobody else uses the database I say it all the same; were I started anew meanwhile, I would say it again.';

/** Takes those out that are still there as they were. */
function forget<T>(from: Map<string, T>, entries: readonly (readonly [string, T])[]): void {
  for (const [key, value] of entries) if (from.get(key) === value) from.delete(key);
}
