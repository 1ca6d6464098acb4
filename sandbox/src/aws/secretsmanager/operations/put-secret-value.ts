import type { PutSecretValueRequest, PutSecretValueResponse } from '@aws-sdk/client-secrets-manager';
import { operation } from '../../wire/operation';
import { valueOf } from '../state/secret';
import type { SecretsManagerRegion } from '../state/secretsmanager.region';

export const putSecretValue = operation<SecretsManagerRegion, PutSecretValueRequest, PutSecretValueResponse>({
  name: 'PutSecretValue',
  unsupported: ['RotationToken'],
  run(input, { state }) {
    const secret = state.usable(input.SecretId);
    const value = valueOf(input, true)!;
    const version = secret.put(value, state.now(), input.ClientRequestToken, input.VersionStages);
    return { ARN: secret.arn, Name: secret.name, VersionId: version.id, VersionStages: version.stages };
  },
});
