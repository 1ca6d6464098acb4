import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ECRClient } from '@aws-sdk/client-ecr';
import { ECSClient } from '@aws-sdk/client-ecs';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { clientOptions } from './connect';

/** The AWS account and region that the scripts work in. */
export interface Account {
  /** Twelve digits. */
  id: string;
  region: string;
  sandbox: boolean;
  cloudformation: CloudFormationClient;
  ecs: ECSClient;
  ecr: ECRClient;
  logs: CloudWatchLogsClient;
  secrets: SecretsManagerClient;
}

/**
 * Finds out which account the credentials are of, before anything else is asked.
 * @throws what STS or the way to it fails with; `explainAws` has the sentence
 */
export async function connect(sandbox: boolean): Promise<Account> {
  const options = clientOptions({ sandbox });
  const sts = new STSClient(options);
  const { Account: id = '' } = await sts.send(new GetCallerIdentityCommand({}));
  return {
    id,
    region: await sts.config.region(),
    sandbox,
    cloudformation: new CloudFormationClient(options),
    ecs: new ECSClient(options),
    ecr: new ECRClient(options),
    logs: new CloudWatchLogsClient(options),
    secrets: new SecretsManagerClient(options),
  };
}
