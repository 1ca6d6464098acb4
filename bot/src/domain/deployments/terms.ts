import type { EcsService } from '../observations/ecs-service.types';
import type { DeploymentTerms } from './deployment.types';

/** How a service is deployed, by one look at it. */
export function termsOf({
  room,
  circuitBreaker: breaker,
  deploymentAlarms: alarms,
  deployments,
}: Pick<EcsService, 'room' | 'circuitBreaker' | 'deploymentAlarms' | 'deployments'>): DeploymentTerms {
  const hasCompleted = deployments.some(({ rollout }) => rollout === 'completed');
  const [serving] = deployments
    .filter(({ counts }) => counts.running > 0)
    .toSorted((a, b) => b.counts.running - a.counts.running);
  return {
    ...(room ? { room } : {}),
    breaker,
    alarms,
    hasCompleted,
    ...(serving ? { serving: serving.revision } : {}),
  };
}
