import type { TaskSet } from '@aws-sdk/client-ecs';
import type { Deployment } from '../../engine/scheduler/deployment';
import type { EcsService } from '../../engine/scheduler/ecs-service';
import { onFargate } from '../../engine/scheduler/revision';

/** What a deployment is where CodeDeploy makes them: a task set, with the whole of the service as its scale. */
export function taskSetShape(service: EcsService, deployment: Deployment): TaskSet {
  const { running, pending } = service.counts(deployment);
  const { settings, taskDefinition } = deployment.revision;
  const { arn, clusterArn, clusterName } = service.identity;
  const id = deployment.id;
  const isSteady = pending === 0 && running === service.desiredCount;
  const stabilised = isSteady && deployment.rolloutState === 'COMPLETED';
  return {
    id,
    taskSetArn: `${arn.slice(0, arn.indexOf(':service/'))}:task-set/${clusterName}/${service.name}/${id}`,
    serviceArn: arn,
    clusterArn,
    status: deployment.status,
    taskDefinition: taskDefinition.taskDefinitionArn,
    computedDesiredCount: service.desiredCount,
    pendingCount: pending,
    runningCount: running,
    createdAt: new Date(deployment.createdAt),
    updatedAt: new Date(deployment.updatedAt),
    ...settings,
    ...(onFargate(settings) && { platformFamily: 'Linux' }),
    scale: { value: 100, unit: 'PERCENT' },
    stabilityStatus: stabilised ? 'STEADY_STATE' : 'STABILIZING',
    stabilityStatusAt: new Date(deployment.updatedAt),
    tags: [],
  };
}
