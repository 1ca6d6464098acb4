import type { Dimension } from '@aws-sdk/client-cloudwatch';
import type { ServiceRef } from '../../domain/services/service-ref.types';

/** What CloudWatch knows a service's metrics by. */
export const dimensionsOf = ({ cluster, service }: ServiceRef): Dimension[] => [
  { Name: 'ClusterName', Value: cluster },
  { Name: 'ServiceName', Value: service },
];
