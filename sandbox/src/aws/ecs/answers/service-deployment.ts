import type {
  ServiceDeployment,
  ServiceDeploymentAlarms,
  ServiceDeploymentBrief,
  ServiceDeploymentCircuitBreaker,
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
    sourceServiceRevisions: record.sources.map(summary),
    targetServiceRevision: summary(record.target),
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

const summary = ({ arn, requested, running, pending }: RevisionCounts): ServiceRevisionSummary => ({
  arn,
  requestedTaskCount: requested,
  runningTaskCount: running,
  pendingTaskCount: pending,
});

/** As DescribeServiceRevisions answers it. */
export function serviceRevisionShape(service: EcsService, revision: ServiceRevision): RevisionShape {
  return {
    serviceRevisionArn: revision.arn,
    serviceArn: service.identity.arn,
    clusterArn: service.identity.clusterArn,
    taskDefinition: revision.taskDefinition.taskDefinitionArn,
    ...revision.settings,
    ...(onFargate(revision.settings) && { platformFamily: 'Linux' }),
    containerImages: revision.images,
    guardDutyEnabled: false,
    serviceRegistries: [],
    createdAt: new Date(revision.createdAt),
  };
}
