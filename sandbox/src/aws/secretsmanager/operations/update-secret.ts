import type { UpdateSecretRequest, UpdateSecretResponse } from '@aws-sdk/client-secrets-manager';
import { operation } from '../../wire/operation';
import { valueOf } from '../state/secret';
import type { SecretsManagerRegion } from '../state/secretsmanager.region';

export const updateSecret = operation<SecretsManagerRegion, UpdateSecretRequest, UpdateSecretResponse>({
  name: 'UpdateSecret',
  unsupported: ['Type'],
  run(input, { state }) {
    const secret = state.usable(input.SecretId);
    const value = valueOf(input, false);
    const version = value && secret.put(value, state.now(), input.ClientRequestToken);
    secret.description = input.Description ?? secret.description;
    secret.kmsKeyId = input.KmsKeyId ?? secret.kmsKeyId;
    secret.lastChangedAt = state.now();
    return { ARN: secret.arn, Name: secret.name, ...(version && { VersionId: version.id }) };
  },
});
