import { deathsOf } from '../observations/deaths.types';
import type { EcsContainer, EcsService } from '../observations/ecs-service.types';
import type { Deployment } from './deployment.types';

/** What a service is set to runs as it should: its deployment is complete, all its tasks run, and none has died lately. */
export function runsWell(service: Pick<EcsService, 'at' | 'counts' | 'deployments' | 'events' | 'steady'>): boolean {
  const isComplete = service.deployments.some(({ primary, rollout }) => primary && rollout === 'completed');
  return isComplete && service.steady && service.counts.running > 0 && deathsOf(service, service.at) === undefined;
}

/**
 * The digest of the image that ran well before the one that a container is set to.
 * @param history the deployments of its service that are remembered, the newest first
 */
export function lastGoodOf(history: readonly Deployment[], container: EcsContainer): string | undefined {
  const left = history.filter((one) => one.container === container.name && one.fromRanWell === true);
  return left.map(({ from }) => from.digest).find((digest) => digest !== undefined && digest !== container.digest);
}
