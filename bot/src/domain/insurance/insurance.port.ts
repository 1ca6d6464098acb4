import type { Loss, LossKey } from './insurance.types';
import type { ServiceRef } from '../services/service-ref.types';

/** Where it is kept which losses were told, so that each is told once. */
export abstract class LossRecord {
  /** The digests whose loss was told for a service. */
  abstract told(ref: ServiceRef): Promise<string[]>;
  abstract save(loss: LossKey, at: number): Promise<void>;
  /** It is there again, or needed no more: lost again it is told again. */
  abstract forget(loss: LossKey): Promise<void>;
  /** When the services of an environment were last looked at, milliseconds since the epoch. */
  abstract lookedAt(environment: string): Promise<number | undefined>;
  abstract looked(environment: string, at: number): Promise<void>;
}

/** Tells people of losses. Implemented by what draws them. */
export abstract class LossAnnouncements {
  /** Resolves when it was told, or never can be: false where it is to be tried again. Never rejects. */
  abstract tell(loss: Loss): Promise<boolean>;
}
