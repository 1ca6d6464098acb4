import type { ServiceRef } from '../../domain/services/service-ref.types';

/**
 * How the names of the alarms begin that target tracking makes for a service.
 * https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking.html
 */
export const trackingAlarmPrefix = ({ cluster, service }: ServiceRef): string =>
  `TargetTracking-service/${cluster}/${service}-Alarm`;
