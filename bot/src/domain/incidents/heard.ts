import type { Memory, MemoryChange, MemoryKinds } from './incident-memory.port';
import { TrackedMap } from './tracked-map';

/** All that was heard of AWS, and what of that is not saved yet. */
export class Heard {
  readonly alarm = new TrackedMap<MemoryKinds['alarm']>();
  readonly activity = new TrackedMap<MemoryKinds['activity']>();
  readonly unheard = new TrackedMap<MemoryKinds['unheard']>();
  readonly listened = new TrackedMap<MemoryKinds['listened']>();

  /** Knows what was saved, and nothing else. */
  restore(memories: readonly Memory[]): void {
    for (const kind of [this.alarm, this.activity, this.unheard, this.listened]) kind.clear();
    for (const { kind, name, value } of memories) {
      // A newer version may have written of what this one does not know.
      const known = this[kind] as TrackedMap<unknown> | undefined;
      known?.restore(name, value);
    }
  }

  /** What has changed since this was last asked. */
  takeChanges(): MemoryChange[] {
    const kinds = ['alarm', 'activity', 'unheard', 'listened'] as const;
    return kinds.flatMap((kind) =>
      this[kind].takeChanges().map(([name, value]) => ({ kind, name, value }) as MemoryChange),
    );
  }
}
