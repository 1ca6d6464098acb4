import type { ServiceRef } from '../../domain/services/service-ref.types';

/** What Application Auto Scaling calls a service's number of tasks. */
export const DESIRED_COUNT = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' } as const;

/** A service as Application Auto Scaling names it. */
export const resourceId = ({ cluster, service }: Pick<ServiceRef, 'cluster' | 'service'>): string =>
  `service/${cluster}/${service}`;
