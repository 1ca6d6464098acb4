import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { ECRClient } from '@aws-sdk/client-ecr';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';

/** The region of the starting world. */
export const WORLD_REGION = 'us-west-2';

/** Real clients of the sandbox itself: the starting world is made by the same calls that anybody could make. */
export interface WorldClients {
  cloudformation: CloudFormationClient;
  ecr: ECRClient;
  ecs: ECSClient;
  elbv2: ElasticLoadBalancingV2Client;
}

/** @param endpoint the sandbox's own AWS address */
export function worldClients(endpoint: string): WorldClients {
  const credentials = { accessKeyId: 'sandbox-world', secretAccessKey: 'sandbox' };
  const options = { endpoint, region: WORLD_REGION, credentials, maxAttempts: 1 };
  return {
    cloudformation: new CloudFormationClient(options),
    ecr: new ECRClient(options),
    ecs: new ECSClient(options),
    elbv2: new ElasticLoadBalancingV2Client(options),
  };
}
