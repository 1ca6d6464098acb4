import type { LostVersion } from '../deployments/fallbacks.service';
import type { ServiceRef } from '../services/service-ref.types';

export type { LostVersion } from '../deployments/fallbacks.service';

/** An image that a service may need, and that is in its registry no more. */
export interface Loss extends LostVersion {
  ref: ServiceRef;
  /** When it was found out, milliseconds since the epoch. */
  at: number;
}

/** What names a loss. */
export type LossKey = Pick<Loss, 'ref' | 'digest'>;
