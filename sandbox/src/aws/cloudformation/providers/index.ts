import type { Clients } from './clients';
import { discoveryNamespace } from './discovery-namespace';
import { discoveryService } from './discovery-service';
import { ec2Network } from './ec2-network';
import { ecrRepository } from './ecr-repository';
import { ecsCluster } from './ecs-cluster';
import { ecsService } from './ecs-service';
import { ecsTaskDefinition } from './ecs-task-definition';
import { elbv2Listener } from './elbv2-listener';
import { elbv2LoadBalancer } from './elbv2-load-balancer';
import { elbv2TargetGroup } from './elbv2-target-group';
import { iam } from './iam';
import { logsLogGroup } from './logs-log-group';
import type { ResourceProvider } from './provider';
import { scalingPolicy } from './scaling-policy';
import { scalingTarget } from './scaling-target';
import { secret } from './secret';

/** Every type of resource that a template may hold. A new one adds a line here. */
export const providersOf = (clients: Clients): ResourceProvider[] => [
  scalingPolicy(clients),
  scalingTarget(clients),
  ...ec2Network,
  ecrRepository(clients),
  ecsCluster(clients),
  ecsService(clients),
  ecsTaskDefinition(clients),
  elbv2Listener(clients),
  elbv2LoadBalancer(clients),
  elbv2TargetGroup(clients),
  ...iam,
  logsLogGroup(clients),
  secret(clients),
  discoveryNamespace(clients),
  discoveryService(clients),
];
