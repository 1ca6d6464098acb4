import type { DescribeSecretRequest, DescribeSecretResponse } from '@aws-sdk/client-secrets-manager';
import { operation } from '../../wire/operation';
import type { SecretsManagerRegion } from '../state/secretsmanager.region';
import { secretShape } from '../answers/secret';

export const describeSecret = operation<SecretsManagerRegion, DescribeSecretRequest, DescribeSecretResponse>({
  name: 'DescribeSecret',
  run({ SecretId }, { state }) {
    const secret = state.known(SecretId);
    return { ...secretShape(secret), VersionIdsToStages: secret.stages };
  },
});
