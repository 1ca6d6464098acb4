import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ECRClient } from '@aws-sdk/client-ecr';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ServiceDiscoveryClient } from '@aws-sdk/client-servicediscovery';

/** Real clients of the sandbox itself: what CloudFormation makes is made by the calls that anybody could make. */
export interface Clients {
  ecr: ECRClient;
  ecs: ECSClient;
  elbv2: ElasticLoadBalancingV2Client;
  scaling: ApplicationAutoScalingClient;
  logs: CloudWatchLogsClient;
  secrets: SecretsManagerClient;
  discovery: ServiceDiscoveryClient;
}

/** @param endpoint the sandbox's own AWS address */
export function clientsOf(endpoint: string, region: string): Clients {
  const options = {
    endpoint,
    region,
    credentials: { accessKeyId: 'sandbox-cloudformation', secretAccessKey: 'sandbox' },
    // As CloudTrail shows it for what a stack does.
    customUserAgent: 'cloudformation.amazonaws.com',
  };
  return {
    ecr: new ECRClient(options),
    ecs: new ECSClient(options),
    elbv2: new ElasticLoadBalancingV2Client(options),
    scaling: new ApplicationAutoScalingClient(options),
    logs: new CloudWatchLogsClient(options),
    secrets: new SecretsManagerClient(options),
    discovery: new ServiceDiscoveryClient(options),
  };
}
