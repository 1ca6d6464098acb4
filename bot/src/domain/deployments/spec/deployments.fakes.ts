import type { Actor } from '../../access/access.types';
import type { ServiceRef } from '../../services/service-ref.types';

/** For specs: the service that is deployed, and who asked for it. */
export const REF: ServiceRef = { environment: 'default', cluster: 'primes', service: 'primes-api' };
export const ANN: Actor = { id: 'U1', name: 'ann' };
