import type { DescribeSecretRequest, DescribeSecretResponse } from '@aws-sdk/client-secrets-manager';
import { operation } from '../wire/operation';
import type { SecretsManagerRegion } from './secretsmanager.region';
import { secretShape } from './shapes';

export const describeSecret = operation<SecretsManagerRegion, DescribeSecretRequest, DescribeSecretResponse>({
  name: 'DescribeSecret',
  run({ SecretId }, { state }) {
    const secret = state.known(SecretId);
    return { ...secretShape(secret), VersionIdsToStages: secret.stages };
  },
});
