import type { DeploymentCircuitBreaker } from '@aws-sdk/client-ecs';

/** ECS's default where a service names none (CreateService's answer shows it). */
export const DEFAULT_BREAKER = {
  enable: false,
  rollback: false,
  resetOnHealthyTask: true,
  thresholdConfiguration: { type: 'BOUNDED_PERCENT', value: 50 },
} as const satisfies DeploymentCircuitBreaker;

/**
 * How many consecutive failed tasks fail a deployment. The guide ("How the Amazon ECS deployment circuit breaker detects
 * failures"): half of the desired count, rounded up, at least 3 and at most 200; COUNT is a number of tasks, and
 * UNBOUNDED_PERCENT a share without those bounds.
 * @param desired the service's desired count.
 */
export function breakerThreshold(breaker: DeploymentCircuitBreaker, desired: number): number {
  const { type, value } = breaker.thresholdConfiguration ?? DEFAULT_BREAKER.thresholdConfiguration;
  if (type === 'COUNT') return value ?? 0;
  const share = Math.ceil((desired * (value ?? 0)) / 100);
  if (type === 'UNBOUNDED_PERCENT') return Math.max(1, share);
  return Math.min(200, Math.max(3, share));
}
