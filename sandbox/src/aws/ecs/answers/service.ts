import type { Deployment as DeploymentShape, Service } from '@aws-sdk/client-ecs';
import type { Deployment } from '../../engine/scheduler/deployment';
import { type EcsService, isPending, isRunning } from '../../engine/scheduler/ecs-service';
import { onFargate } from '../../engine/scheduler/revision';
import { revisionSummary } from './service-deployment';
import { taskSetShape } from './task-set';
import type { EcsRegion } from '../state/ecs.region';

/**
 * A service as CreateService, UpdateService and DescribeServices answer it.
 * @param withTags DescribeServices shows tags only where `include` asks for them.
 */
export function serviceShape(region: EcsRegion, service: EcsService, withTags = false): Service {
  const { identity, settings, primary } = service;
  const tasks = [...service.tasks];
  const revision = settings.controller === 'EXTERNAL' ? undefined : primary?.revision;
  const { loadBalancers = [], serviceRegistries = [], ...placed } = revision?.settings ?? {};
  return {
    serviceArn: identity.arn,
    serviceName: identity.name,
    clusterArn: identity.clusterArn,
    loadBalancers,
    serviceRegistries,
    status: service.status,
    desiredCount: service.desiredCount,
    runningCount: tasks.filter(isRunning).length,
    pendingCount: tasks.filter(isPending).length,
    ...placed,
    ...(revision && onFargate(revision.settings) && { platformFamily: 'Linux' }),
    taskDefinition: revision?.taskDefinition.taskDefinitionArn,
    deploymentConfiguration: settings.deploymentConfiguration,
    ...madeBy(service),
    roleArn:
      settings.roleArn ??
      `arn:aws:iam::${region.arns.accountId}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`,
    events: service.events.newestFirst().map((event) => ({ ...event, createdAt: new Date(event.createdAt) })),
    createdAt: new Date(service.createdAt),
    placementConstraints: settings.placementConstraints,
    placementStrategy: settings.placementStrategy,
    healthCheckGracePeriodSeconds: settings.healthCheckGracePeriodSeconds,
    schedulingStrategy: settings.schedulingStrategy,
    deploymentController: { type: settings.controller },
    ...(withTags && { tags: region.tags.of(identity.arn) }),
    createdBy: identity.createdBy,
    enableECSManagedTags: settings.enableECSManagedTags,
    propagateTags: settings.propagateTags,
    enableExecuteCommand: settings.enableExecuteCommand,
    availabilityZoneRebalancing: settings.availabilityZoneRebalancing,
    resourceManagementType: 'CUSTOMER',
  };
}

/** The work of its deployment controller: deployments of ECS, or the task sets of another. */
function madeBy(
  service: EcsService,
): Pick<Service, 'taskSets' | 'deployments' | 'currentServiceDeployment' | 'currentServiceRevisions'> {
  const { settings, deployments, ongoing } = service;
  const isActive = service.status === 'ACTIVE';
  if (settings.controller !== 'ECS') {
    return { taskSets: isActive ? deployments.map((each) => taskSetShape(service, each)) : [], deployments: [] };
  }
  return {
    taskSets: [],
    deployments: isActive ? deployments.map((each) => deploymentShape(service, each)) : [],
    ...(ongoing && { currentServiceDeployment: ongoing.arn }),
    currentServiceRevisions: deployments.map((each) => revisionSummary(service.counts(each), service.records[0])),
  };
}

function deploymentShape(service: EcsService, deployment: Deployment): DeploymentShape {
  const { running, pending } = service.counts(deployment);
  const { loadBalancers: _, serviceRegistries: __, ...placed } = deployment.revision.settings;
  return {
    id: deployment.id,
    status: deployment.status,
    taskDefinition: deployment.revision.taskDefinition.taskDefinitionArn,
    desiredCount: deployment.desiredCount,
    pendingCount: pending,
    runningCount: running,
    failedTasks: deployment.failedTasks,
    createdAt: new Date(deployment.createdAt),
    updatedAt: new Date(deployment.updatedAt),
    ...placed,
    ...(onFargate(deployment.revision.settings) && { platformFamily: 'Linux' }),
    rolloutState: deployment.rolloutState,
    rolloutStateReason: deployment.rolloutStateReason,
  };
}
