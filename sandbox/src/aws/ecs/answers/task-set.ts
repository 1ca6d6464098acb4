import type { TaskSet } from '@aws-sdk/client-ecs';
import type { Deployment } from '../../engine/scheduler/deployment';
import { type EcsService, isRunning } from '../../engine/scheduler/ecs-service';
import { onFargate } from '../../engine/scheduler/revision';

/** What a deployment is where another than ECS makes them: a task set; CodeDeploy's has the whole of the service as its scale. */
export function taskSetShape(service: EcsService, deployment: Deployment): TaskSet {
  const { running, pending } = service.counts(deployment);
  const { settings, taskDefinition } = deployment.revision;
  const { arn, clusterArn, clusterName } = service.identity;
  const id = deployment.id;
  const isSteady =
    pending === 0 &&
    running === service.wantedOf(deployment) &&
    service.tasksOf(deployment).every((task) => !isRunning(task) || task.healthy);
  return {
    id,
    taskSetArn: `${arn.slice(0, arn.indexOf(':service/'))}:task-set/${clusterName}/${service.name}/${id}`,
    serviceArn: arn,
    clusterArn,
    status: deployment.status,
    taskDefinition: taskDefinition.taskDefinitionArn,
    ...(deployment.external?.id && { externalId: deployment.external.id }),
    computedDesiredCount: service.wantedOf(deployment),
    pendingCount: pending,
    runningCount: running,
    createdAt: new Date(deployment.createdAt),
    updatedAt: new Date(deployment.updatedAt),
    ...settings,
    ...(onFargate(settings) && { platformFamily: 'Linux' }),
    scale: { value: deployment.external?.scale ?? 100, unit: 'PERCENT' },
    stabilityStatus: isSteady ? 'STEADY_STATE' : 'STABILIZING',
    stabilityStatusAt: new Date(deployment.updatedAt),
    tags: [],
  };
}
