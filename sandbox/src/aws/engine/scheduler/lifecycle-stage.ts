import type { ServiceDeploymentLifecycleStage } from '@aws-sdk/client-ecs';

/** The API reference lists one that the client's own list does not have. */
export type LifecycleStage = ServiceDeploymentLifecycleStage | 'PRE_PRODUCTION_TRAFFIC_SHIFT';
