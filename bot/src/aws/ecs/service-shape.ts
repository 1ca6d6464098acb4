import type { Deployment, Service } from '@aws-sdk/client-ecs';
import type { DeploymentState, ServiceSummary } from '../../domain/observations/observation.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { nameOf } from '../arn';

/** Milliseconds since the epoch; 0 where AWS says no time. */
export const msOf = (date: Date | undefined): number => date?.getTime() ?? 0;

const ROLLOUTS: Record<string, DeploymentState['rollout']> = { COMPLETED: 'completed', FAILED: 'failed' };

/** A service as ECS describes it, as the domain observes it. */
export function summaryOf(ref: ServiceRef, service: Service): ServiceSummary {
  const counts = countsOf(service);
  const deployments = (service.deployments ?? [])
    .map(deploymentState)
    .toSorted((a, b) => Number(b.primary) - Number(a.primary));
  return {
    ref,
    status: service.status ?? 'ACTIVE',
    counts,
    revision: nameOf(service.taskDefinition),
    deployments,
    steady: deployments.length === 1 && deployments[0]!.rollout === 'completed' && counts.running === counts.desired,
    events: (service.events ?? []).map(({ id, createdAt, message }) => ({
      id: id ?? '',
      at: msOf(createdAt),
      message: message ?? '',
    })),
  };
}

/** Wanted, running and pending tasks. */
export const countsOf = (counted: { desiredCount?: number; runningCount?: number; pendingCount?: number }) => ({
  desired: counted.desiredCount ?? 0,
  running: counted.runningCount ?? 0,
  pending: counted.pendingCount ?? 0,
});

function deploymentState(deployment: Deployment): DeploymentState {
  return {
    id: deployment.id ?? '',
    primary: deployment.status === 'PRIMARY',
    revision: nameOf(deployment.taskDefinition),
    rollout: ROLLOUTS[deployment.rolloutState ?? ''] ?? 'in-progress',
    ...(deployment.rolloutStateReason ? { reason: deployment.rolloutStateReason } : {}),
    counts: countsOf(deployment),
    failedTasks: deployment.failedTasks ?? 0,
    createdAt: msOf(deployment.createdAt),
    updatedAt: msOf(deployment.updatedAt),
  };
}
