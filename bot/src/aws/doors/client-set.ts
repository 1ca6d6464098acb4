import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ECRClient } from '@aws-sdk/client-ecr';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import type { STSClientConfig } from '@aws-sdk/client-sts';
import type { RequestHandler } from '../aws.options';

/** One environment's clients through one door. */
export interface ClientSet {
  ecs: ECSClient;
  ecr: ECRClient;
  elb: ElasticLoadBalancingV2Client;
  scaling: ApplicationAutoScalingClient;
  secrets: SecretsManagerClient;
  cloudtrail: CloudTrailClient;
  cloudwatch: CloudWatchClient;
  logs: CloudWatchLogsClient;
  sts: STSClient;
}

/** How the clients of a door differ. */
export interface DoorOptions {
  region: string;
  credentials?: STSClientConfig['credentials'];
  /** What stands in the user agent: `[['door', 'look']]`. */
  userAgent: [string, string][];
  requestHandler?: RequestHandler;
}

/**
 * Settings of every client. One answer is waited for five seconds at the most, so that a person hears within ten what
 * AWS does not say; three tries are the SDK's own standard. AWS_ENDPOINT_URL is read by the SDK itself.
 */
export const clientSettings = ({ region, credentials, userAgent, requestHandler }: DoorOptions) => ({
  region,
  credentials,
  customUserAgent: userAgent,
  maxAttempts: 3,
  requestHandler: requestHandler ?? { requestTimeout: 5000, connectionTimeout: 3000, throwOnRequestTimeout: true },
});

/** Makes the clients of a door. They open no connection until they are used. */
export function clientSet(door: DoorOptions): ClientSet {
  const settings = clientSettings(door);
  return {
    ecs: new ECSClient(settings),
    ecr: new ECRClient(settings),
    elb: new ElasticLoadBalancingV2Client(settings),
    scaling: new ApplicationAutoScalingClient(settings),
    secrets: new SecretsManagerClient(settings),
    cloudtrail: new CloudTrailClient(settings),
    cloudwatch: new CloudWatchClient(settings),
    logs: new CloudWatchLogsClient(settings),
    sts: new STSClient(settings),
  };
}

/** Closes the clients' connections. */
export function destroyClients(clients: ClientSet): void {
  for (const client of Object.values(clients) as { destroy(): void }[]) client.destroy();
}
