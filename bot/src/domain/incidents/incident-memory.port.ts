import type { Announcement, UnheardAnnouncement } from './announcement.types';
import type { KeptAlarm } from './episode';
import type { ScalingActivity } from './signal.types';

/** What was heard of AWS and is known again after a restart, by kind. Plain data. */
export interface MemoryKinds {
  /** One alarm: its episode, and which of its transitions were taken in. */
  alarm: KeptAlarm;
  /** One scaling activity, as it was heard of last. */
  activity: ScalingActivity;
  /** One permission that is missing and was told. */
  unheard: UnheardAnnouncement;
  /** Since when an environment is listened to: the first time ever, milliseconds since the epoch. */
  listened: number;
}

/** One thing that is known: of which kind, and by which name within it. */
export type Memory = {
  [Kind in keyof MemoryKinds]: { kind: Kind; name: string; value: MemoryKinds[Kind] };
}[keyof MemoryKinds];

/** One thing that is known otherwise than before; without a value it is to be forgotten. */
export type MemoryChange = Memory | { kind: keyof MemoryKinds; name: string; value: undefined };

/** Where what was heard of AWS is kept, so that after a restart it is not heard as news. */
export abstract class IncidentMemory {
  /** Everything, in the order in which it was saved last. */
  abstract load(): Promise<Memory[]>;
  /** Saves each in the place of what was known by its kind and name, or forgets that. */
  abstract save(changes: readonly MemoryChange[]): Promise<void>;
}

/** What is to be said, until it was: the newest state of each key. */
export abstract class AnnouncementOutbox {
  /** Saves it, in the place of an older state of its key. */
  abstract put(announcement: Announcement): Promise<void>;
  /** It was said, or never can be: takes it out, unless a newer state of its key was put meanwhile. */
  abstract takeOut(announcement: Announcement): Promise<void>;
  /** Everything that is to be said, the key first that was put first. */
  abstract unsaid(): Promise<Announcement[]>;
}
