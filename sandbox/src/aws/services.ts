import { applicationAutoscalingService } from './application-autoscaling/application-autoscaling.service';
import { cloudformationService } from './cloudformation/cloudformation.service';
import { cloudtrailService } from './cloudtrail/cloudtrail.service';
import { cloudwatchService } from './cloudwatch/cloudwatch.service';
import { ecrService } from './ecr/ecr.service';
import { ecsService } from './ecs/ecs.service';
import { elbv2Service } from './elbv2/elbv2.service';
import { logsService } from './logs/logs.service';
import type { Region } from './region';
import { secretsManagerService } from './secretsmanager/secretsmanager.service';
import { serviceDiscoveryService } from './servicediscovery/servicediscovery.service';
import type { RoleSessions } from './sts/state/role-sessions';
import { stsService } from './sts/sts.service';
import { modelOf, type ServiceModel } from './wire/service-model';

/** Every service that the sandbox serves. A new one adds a line here. */
export const servedServices = (region: (name: string) => Region, sessions: () => RoleSessions): ServiceModel[] => [
  modelOf(applicationAutoscalingService((name) => region(name).autoscaling)),
  modelOf(cloudformationService((name) => region(name).cloudformation)),
  modelOf(cloudtrailService((name) => region(name).cloudtrail)),
  modelOf(cloudwatchService((name) => region(name).cloudwatch)),
  modelOf(ecrService((name) => region(name).ecr)),
  modelOf(ecsService((name) => region(name).ecs)),
  modelOf(elbv2Service((name) => region(name).elbv2)),
  modelOf(logsService((name) => region(name).logs)),
  modelOf(secretsManagerService((name) => region(name).secrets)),
  modelOf(serviceDiscoveryService((name) => region(name).discovery)),
  modelOf(stsService(sessions)),
];
