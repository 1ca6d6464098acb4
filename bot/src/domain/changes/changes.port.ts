import type { Lease } from '../../kernel/leases';
import type { ServiceRef } from '../services/service-ref.types';
import type { Announced, AnyChange, Change, ChangeKindName, Proposal } from './change.types';

/** Where changes are written down: the intent before AWS is asked, the result after. */
export abstract class ChangeRecord {
  /** @throws Error when it cannot be written: then nothing is changed */
  abstract save(change: Change): Promise<void>;
  /**
   * The last change of a service that is being made or was made, of these kinds or of any; none that failed.
   * @param until asked for no later than this, milliseconds since the epoch
   */
  abstract latest(ref: ServiceRef, kinds?: readonly Change['kind'][], until?: number): Promise<AnyChange | undefined>;
  /**
   * Takes on what bots left that are gone, oldest first: what they were making (`running`), and what they had made and told
   * nobody of (`done`). Each is handed to one bot, whose it is from then on.
   */
  abstract takeLeft(): Promise<AnyChange[]>;
  /** Those who should see a change can see it. */
  abstract told(id: string): Promise<void>;
  abstract find(id: string): Promise<AnyChange | undefined>;
  /** A change that a command made, or tried to make. */
  abstract askedBy(command: string): Promise<AnyChange | undefined>;
  /** The change that started a deployment. */
  abstract startedBy(deployment: string): Promise<AnyChange | undefined>;
}

/** Who is changing a service just now. */
export type Holder = Pick<Change, 'actor' | 'summary' | 'kind'>;

/** One change of a service at a time, whatever its kind. */
export abstract class ServiceLocks {
  /**
   * Takes the lock of a service.
   * @returns it, or who has it
   * @throws Error when that cannot be found out
   */
  abstract take(ref: ServiceRef, holder: Holder): Promise<{ lease: Lease } | { heldBy: Holder }>;
}

/** Tells people of changes. Implemented by what draws them. */
export abstract class ChangeAnnouncements {
  /** Resolves when those who should see it can see it, or never will. Never rejects. */
  abstract announce(change: AnyChange): Promise<Announced>;
  /** Tells that the bot was restarted in the middle of a change and did not make it, or cannot tell. Never rejects. */
  abstract leftUndone(undone: Undone): Promise<Announced>;
}

/** A change that the bot was making when it ended. */
export interface Undone {
  change: AnyChange;
  /** `no`: nothing was changed. `unknown`: the service has been changed since, so that nobody can tell. */
  made: 'no' | 'unknown';
  /** The same change once more, where nothing was changed: what was asked for, from the world as it was and is. */
  again?: Pick<Proposal<ChangeKindName>, 'change' | 'ref' | 'wish' | 'basis' | 'summary'>;
}
