import { Global, Module } from '@nestjs/common';
import { AwsChecks } from '../domain/checkup/checkup.port';
import { EcsDeploymentsLook, EcsDeploymentsOperate } from '../domain/deployments/deployments.port';
import { EcrImages, EcsRunningImages } from '../domain/images/images.port';
import { SignalSource } from '../domain/incidents/incidents.port';
import { EcsServiceObservations, ServiceMetrics, ServiceRanges } from '../domain/observations/observations.port';
import { ScalingLook, ScalingOperate } from '../domain/scaling/scaling.port';
import { EcsServiceCatalog } from '../domain/services/services.port';
import { AwsClients } from './aws-clients';
import { AwsChecksAdapter } from './checkup/aws-checks.adapter';
import { DeploymentsLookAdapter } from './deployments-look.adapter';
import { DeploymentsOperateAdapter } from './deployments-operate.adapter';
import { EcrImagesAdapter } from './ecr-images.adapter';
import { RunningImagesAdapter } from './running-images.adapter';
import { ScalingLookAdapter } from './scaling-look.adapter';
import { ScalingOperateAdapter } from './scaling-operate.adapter';
import { ServiceCatalogAdapter } from './service-catalog.adapter';
import { ServiceDeploymentReader } from './service-deployment-reader';
import { ServiceMetricsAdapter } from './service-metrics.adapter';
import { ServiceObservationsAdapter } from './service-observations.adapter';
import { ServiceRangesAdapter } from './service-ranges.adapter';
import { ServiceReader } from './service-reader';
import { SignalSourceAdapter } from './signal-source.adapter';

/** What the domain asks of AWS, and who answers. */
const PORTS = [
  { provide: AwsChecks, useClass: AwsChecksAdapter },
  { provide: EcrImages, useClass: EcrImagesAdapter },
  { provide: EcsDeploymentsLook, useClass: DeploymentsLookAdapter },
  { provide: EcsDeploymentsOperate, useClass: DeploymentsOperateAdapter },
  { provide: EcsRunningImages, useClass: RunningImagesAdapter },
  { provide: EcsServiceCatalog, useClass: ServiceCatalogAdapter },
  { provide: EcsServiceObservations, useClass: ServiceObservationsAdapter },
  { provide: ScalingLook, useClass: ScalingLookAdapter },
  { provide: ScalingOperate, useClass: ScalingOperateAdapter },
  { provide: ServiceMetrics, useClass: ServiceMetricsAdapter },
  { provide: ServiceRanges, useClass: ServiceRangesAdapter },
  { provide: SignalSource, useClass: SignalSourceAdapter },
];

/** Global, because the domain's modules need its ports and may not know who provides them. */
@Global()
@Module({
  providers: [AwsClients, ServiceReader, ServiceDeploymentReader, ...PORTS],
  exports: PORTS.map(({ provide }) => provide),
})
export class AwsModule {}
