import type { UnitOfWork } from '../../../kernel/unit-of-work';
import type { Announcement } from '../announcement.types';
import type { AnnouncementOutbox, IncidentMemory } from '../incident-memory.port';
import { IncidentRecorder } from '../incident-recorder';
import { AnnouncementPublisher } from '../incidents.port';
import { FakeIncidentStore } from './incident-store.fake';

/** For specs: what was handed on to be said. */
export class FakePublisher extends AnnouncementPublisher {
  readonly said: Announcement[] = [];
  /** What is handed on is not said. */
  isDown = false;
  private readonly waiting: ((said: boolean) => void)[] = [];
  /** What goes wrong with the next one. */
  failure: Error | undefined;

  override async publish(announcement: Announcement): Promise<boolean> {
    const { failure } = this;
    this.failure = undefined;
    if (failure) throw failure;
    this.said.push(announcement);
    if (this.isDown) return new Promise((resolve) => this.waiting.push(resolve));
    return true;
  }

  /** How often it was told to leave the rest to another bot. */
  leaves = 0;

  override leave(): void {
    this.leaves += 1;
    for (const resolve of this.waiting.splice(0)) resolve(false);
  }

  get keys(): string[] {
    return this.said.map(({ key }) => key);
  }
}

/** For specs: the real recorder before a store and a publisher. */
export function recorderBefore(
  publisher: AnnouncementPublisher,
  store: { unitOfWork: UnitOfWork; memory: IncidentMemory; outbox: AnnouncementOutbox } = new FakeIncidentStore(),
): IncidentRecorder {
  return new IncidentRecorder(store.unitOfWork, store.memory, store.outbox, publisher);
}
