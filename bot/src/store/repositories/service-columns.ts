import type { ServiceRef } from '../../domain/services/service-ref.types';

/** A service as the columns that a query asks for it by. */
export function columnsOf({ environment, cluster, service }: ServiceRef): ServiceRef {
  return { environment, cluster, service };
}
