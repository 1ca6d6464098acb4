import { UnitOfWork } from '../../../kernel/unit-of-work';
import type { Announcement } from '../announcement.types';
import { AnnouncementOutbox, IncidentMemory } from '../incident-memory.port';
import type { Memory, MemoryChange } from '../incident-memory.port';

/** For specs: what outlives the bot. Keeps text, as a database does, and all of a piece of work or nothing. */
export class FakeIncidentStore extends UnitOfWork {
  private memories = new Map<string, string>();
  private announcements = new Map<string, string>();
  readonly unitOfWork: UnitOfWork = this;
  commits = 0;
  /** Nothing can be saved. */
  isFull = false;
  /** The process ends after so many moments at which it could: nothing comes back to it any more. */
  momentsLeft = Number.POSITIVE_INFINITY;

  override async run<T>(work: () => Promise<T>): Promise<T> {
    const before = [new Map(this.memories), new Map(this.announcements)] as const;
    const undo = (): void => void ([this.memories, this.announcements] = before);
    try {
      await this.moment();
      const answer = await work();
      await this.moment(undo);
      this.commits += 1;
      await this.moment();
      return answer;
    } catch (error) {
      undo();
      throw error;
    }
  }

  private async moment(undo: () => void = () => {}): Promise<void> {
    this.momentsLeft -= 1;
    if (this.momentsLeft > 0) return;
    undo();
    await new Promise(() => {});
  }

  /** The keys of what is to be said, and in which state. */
  get toBeSaid(): Announcement[] {
    return [...this.announcements.values()].map((text) => JSON.parse(text) as Announcement);
  }

  /** The names of what is known, by kind. */
  get known(): string[] {
    return [...this.memories.keys()];
  }

  readonly memory = new (class extends IncidentMemory {
    constructor(private readonly store: FakeIncidentStore) {
      super();
    }

    override async load(): Promise<Memory[]> {
      return [...this.store.memories.values()].map((text) => JSON.parse(text) as Memory);
    }

    override async save(changes: readonly MemoryChange[]): Promise<void> {
      for (const change of changes) {
        const key = `${change.kind} ${change.name}`;
        this.store.memories.delete(key);
        if (change.value !== undefined) this.store.memories.set(key, JSON.stringify(change));
      }
      if (this.store.isFull) throw new Error('disk full');
    }
  })(this);

  readonly outbox = new (class extends AnnouncementOutbox {
    constructor(private readonly store: FakeIncidentStore) {
      super();
    }

    override async put(announcement: Announcement): Promise<void> {
      this.store.announcements.set(announcement.key, JSON.stringify(announcement));
    }

    override async takeOut(announcement: Announcement): Promise<void> {
      if (this.store.isFull) throw new Error('disk full');
      const { key } = announcement;
      if (this.store.announcements.get(key) === JSON.stringify(announcement)) this.store.announcements.delete(key);
    }

    override async unsaid(): Promise<Announcement[]> {
      return this.store.toBeSaid;
    }
  })(this);
}
