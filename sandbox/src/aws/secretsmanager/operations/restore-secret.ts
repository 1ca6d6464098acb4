import type { RestoreSecretRequest, RestoreSecretResponse } from '@aws-sdk/client-secrets-manager';
import { operation } from '../../wire/operation';
import type { SecretsManagerRegion } from '../state/secretsmanager.region';

export const restoreSecret = operation<SecretsManagerRegion, RestoreSecretRequest, RestoreSecretResponse>({
  name: 'RestoreSecret',
  run({ SecretId }, { state }) {
    const secret = state.known(SecretId);
    delete secret.deletion;
    return { ARN: secret.arn, Name: secret.name };
  },
});
