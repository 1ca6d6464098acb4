import { Global, Module } from '@nestjs/common';
import { AwsChecks } from '../domain/checkup/checkup.port';
import { EcsDeploymentsOperate } from '../domain/deployments/deployments.port';
import { EcsDeploymentHistory, EcsRollouts } from '../domain/deployments/rollouts.port';
import { ServiceTraffic } from '../domain/deployments/traffic.port';
import { EcrImages } from '../domain/images/images.port';
import { SignalSource } from '../domain/incidents/incidents.port';
import {
  EcsServiceDeployments,
  EcsServices,
  ServiceMetrics,
  ServiceRanges,
} from '../domain/observations/observations.port';
import { ContainerLogs } from '../domain/logs/logs.port';
import { DeployerLook } from '../domain/outside/outside.port';
import { JobOperate, JobTasks } from '../domain/jobs/jobs.port';
import { OutsideCalls } from '../domain/lately/lately.port';
import { PreflightLook } from '../domain/preflight/preflight.port';
import { ScalingLook, ScalingOperate } from '../domain/scaling/scaling.port';
import { EcsServiceCatalog } from '../domain/services/services.port';
import { EcsTasks, TasksOperate } from '../domain/tasks/tasks.port';
import { Accounts } from './doors/accounts';
import { AwsClients } from './doors/aws-clients';
import { AwsChecksAdapter } from './checkup/aws-checks.adapter';
import { OutsideCallsAdapter } from './cloudtrail/outside-calls.adapter';
import { DeployersAdapter } from './cloudtrail/deployers.adapter';
import { ContainerLogsAdapter } from './logs/container-logs.adapter';
import { DeploymentHistoryAdapter } from './ecs/deployment-history.adapter';
import { DeploymentsOperateAdapter } from './ecs/deployments-operate.adapter';
import { EcsServicesAdapter } from './ecs/ecs-services.adapter';
import { EcsTasksAdapter } from './ecs/ecs-tasks.adapter';
import { EcrImagesAdapter } from './ecr/ecr-images.adapter';
import { PullThroughRules } from './ecr/pull-through-rules';
import { JobOperateAdapter, JobTasksAdapter } from './ecs/job-tasks.adapter';
import { LastDeployments } from './ecs/last-deployments';
import { PreflightLookAdapter } from './preflight/preflight-look.adapter';
import { RevisionReader } from './ecs/revision-reader';
import { RolloutsAdapter } from './ecs/rollouts.adapter';
import { ScalingActivities } from './scaling/scaling-activities';
import { ScalingLookAdapter } from './scaling/scaling-look.adapter';
import { ScalingOperateAdapter } from './scaling/scaling-operate.adapter';
import { ServiceCatalogAdapter } from './ecs/service-catalog.adapter';
import { ServiceDeploymentReader } from './ecs/service-deployment-reader';
import { ServiceMetricsAdapter } from './cloudwatch/service-metrics.adapter';
import { ServiceDeploymentsAdapter } from './ecs/service-deployments.adapter';
import { ServiceRangesAdapter } from './scaling/service-ranges.adapter';
import { ServiceReader } from './ecs/service-reader';
import { ServiceRevisions } from './ecs/service-revisions';
import { ServiceTrafficAdapter } from './elb/service-traffic.adapter';
import { SignalSourceAdapter } from './cloudwatch/signal-source.adapter';
import { TargetHealthReader } from './elb/target-health.reader';
import { TasksOperateAdapter } from './ecs/tasks-operate.adapter';
import { TaskReader } from './ecs/task-reader';
import { TaskDefinitions } from './ecs/task-definitions';

/** What the domain asks of AWS, and who answers. */
const PORTS = [
  { provide: AwsChecks, useClass: AwsChecksAdapter },
  { provide: ContainerLogs, useClass: ContainerLogsAdapter },
  { provide: DeployerLook, useClass: DeployersAdapter },
  { provide: EcrImages, useClass: EcrImagesAdapter },
  { provide: EcsDeploymentHistory, useClass: DeploymentHistoryAdapter },
  { provide: EcsDeploymentsOperate, useClass: DeploymentsOperateAdapter },
  { provide: EcsRollouts, useClass: RolloutsAdapter },
  { provide: EcsServiceCatalog, useClass: ServiceCatalogAdapter },
  { provide: EcsServices, useClass: EcsServicesAdapter },
  { provide: EcsServiceDeployments, useClass: ServiceDeploymentsAdapter },
  { provide: EcsTasks, useClass: EcsTasksAdapter },
  { provide: JobOperate, useClass: JobOperateAdapter },
  { provide: JobTasks, useClass: JobTasksAdapter },
  { provide: OutsideCalls, useClass: OutsideCallsAdapter },
  { provide: PreflightLook, useClass: PreflightLookAdapter },
  { provide: ScalingLook, useClass: ScalingLookAdapter },
  { provide: ScalingOperate, useClass: ScalingOperateAdapter },
  { provide: ServiceMetrics, useClass: ServiceMetricsAdapter },
  { provide: ServiceRanges, useClass: ServiceRangesAdapter },
  { provide: ServiceTraffic, useClass: ServiceTrafficAdapter },
  { provide: TasksOperate, useClass: TasksOperateAdapter },
  { provide: SignalSource, useClass: SignalSourceAdapter },
];

/** What the adapters read through, so that one's answer serves another. */
const READERS = [
  ServiceReader,
  ServiceRevisions,
  TaskDefinitions,
  RevisionReader,
  LastDeployments,
  ServiceDeploymentReader,
  TaskReader,
  TargetHealthReader,
  PullThroughRules,
  ScalingActivities,
];

/** Global, because the domain's modules need its ports and may not know who provides them. */
@Global()
@Module({
  providers: [AwsClients, Accounts, ...READERS, ...PORTS],
  exports: PORTS.map(({ provide }) => provide),
})
export class AwsModule {}
