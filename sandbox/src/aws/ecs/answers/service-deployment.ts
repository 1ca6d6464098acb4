import type {
  ServiceDeployment,
  ServiceDeploymentAlarms,
  ServiceDeploymentBrief,
  ServiceDeploymentCircuitBreaker,
  ServiceDeploymentLifecycleStage,
  ServiceRevision as RevisionShape,
  ServiceRevisionSummary,
} from '@aws-sdk/client-ecs';
import type { EcsService } from '../../engine/scheduler/ecs-service';
import { onFargate, type ServiceRevision } from '../../engine/scheduler/revision';
import type { RevisionCounts, ServiceDeploymentRecord } from '../../engine/scheduler/service-deployment';

/** As ListServiceDeployments answers it. */
export function serviceDeploymentBrief(service: EcsService, record: ServiceDeploymentRecord): ServiceDeploymentBrief {
  return {
    serviceDeploymentArn: record.arn,
    serviceArn: service.identity.arn,
    clusterArn: service.identity.clusterArn,
    ...(record.startedAt !== undefined && { startedAt: new Date(record.startedAt) }),
    createdAt: new Date(record.createdAt),
    ...(record.finishedAt !== undefined && { finishedAt: new Date(record.finishedAt) }),
    targetServiceRevisionArn: record.target.arn,
    status: record.status,
    ...(record.statusReason && { statusReason: record.statusReason }),
  };
}

/** As DescribeServiceDeployments answers it. */
export function serviceDeploymentShape(service: EcsService, record: ServiceDeploymentRecord): ServiceDeployment {
  const { targetServiceRevisionArn: _, ...brief } = serviceDeploymentBrief(service, record);
  const { rollback } = record;
  return {
    ...brief,
    ...(record.stoppedAt !== undefined && { stoppedAt: new Date(record.stoppedAt) }),
    updatedAt: new Date(record.updatedAt),
    sourceServiceRevisions: record.sources.map((counts) => revisionSummary(counts, record)),
    targetServiceRevision: revisionSummary(record.target, record),
    ...stagesShape(record),
    deploymentConfiguration: record.configuration,
    ...(rollback && { rollback: { ...rollback, startedAt: new Date(rollback.startedAt) } }),
    deploymentCircuitBreaker: breaker(service, record),
    alarms: alarmsShape(record),
  };
}

function breaker(service: EcsService, record: ServiceDeploymentRecord): ServiceDeploymentCircuitBreaker {
  const enabled = record.configuration.deploymentCircuitBreaker?.enable ?? false;
  const { triggered = false, failureCount = 0, threshold = service.breaker.threshold } = record.breaker ?? {};
  const watching = record.ongoing ? 'MONITORING' : 'MONITORING_COMPLETE';
  return { status: !enabled ? 'DISABLED' : triggered ? 'TRIGGERED' : watching, failureCount, threshold };
}

function alarmsShape({ alarms, ongoing }: ServiceDeploymentRecord): ServiceDeploymentAlarms {
  const watching = ongoing ? 'MONITORING' : 'MONITORING_COMPLETE';
  if (!alarms.watching) return { status: 'DISABLED', ...(alarms.names.length > 0 && { alarmNames: alarms.names }) };
  return {
    status: alarms.triggered.length > 0 ? 'TRIGGERED' : watching,
    alarmNames: alarms.names,
    triggeredAlarmNames: alarms.triggered,
  };
}

/** @param record of the deployment that shifts the revision's traffic, where one does */
export function revisionSummary(
  { arn, requested, running, pending }: RevisionCounts,
  record: ServiceDeploymentRecord | undefined,
): ServiceRevisionSummary {
  const share = record?.lifecycle?.shareOf(arn);
  return {
    arn,
    requestedTaskCount: requested,
    runningTaskCount: running,
    pendingTaskCount: pending,
    ...(share && {
      requestedTestTrafficWeight: share.test,
      requestedProductionTrafficWeight: share.production,
    }),
  };
}

/** What only a deployment that shifts traffic has. */
function stagesShape({
  lifecycle,
}: ServiceDeploymentRecord): Pick<ServiceDeployment, 'lifecycleStage' | 'lifecycleHookDetails'> {
  if (!lifecycle) return {};
  return {
    lifecycleStage: lifecycle.stage as ServiceDeploymentLifecycleStage,
    lifecycleHookDetails: lifecycle.hooks.pauses.map(({ id, status, expiresAt, timeoutAction }) => ({
      hookId: id,
      targetType: 'PAUSE',
      status,
      expiresAt: new Date(expiresAt),
      timeoutAction,
    })),
  };
}

/** As DescribeServiceRevisions answers it. */
export function serviceRevisionShape(service: EcsService, revision: ServiceRevision): RevisionShape {
  return {
    serviceRevisionArn: revision.arn,
    serviceArn: service.identity.arn,
    clusterArn: service.identity.clusterArn,
    taskDefinition: revision.taskDefinition.taskDefinitionArn,
    ...revision.settings,
    ...(onFargate(revision.settings) && { platformFamily: 'Linux' }),
    ...resolved(revision),
    containerImages: revision.images,
    guardDutyEnabled: false,
    serviceRegistries: [],
    createdAt: new Date(revision.createdAt),
  };
}

/** The target groups that the revision's tasks are registered with, where there is a choice. */
function resolved({ balancers }: ServiceRevision): Pick<RevisionShape, 'resolvedConfiguration'> {
  const loadBalancers = balancers.flatMap(({ targetGroupArn, advancedConfiguration }) =>
    advancedConfiguration
      ? [{ targetGroupArn, productionListenerRule: advancedConfiguration.productionListenerRule }]
      : [],
  );
  return loadBalancers.length > 0 ? { resolvedConfiguration: { loadBalancers } } : {};
}
