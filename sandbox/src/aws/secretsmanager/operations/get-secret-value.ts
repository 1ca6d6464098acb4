import type { GetSecretValueRequest, GetSecretValueResponse } from '@aws-sdk/client-secrets-manager';
import { operation } from '../../wire/operation';
import type { SecretsManagerRegion } from '../state/secretsmanager.region';

export const getSecretValue = operation<SecretsManagerRegion, GetSecretValueRequest, GetSecretValueResponse>({
  name: 'GetSecretValue',
  run({ SecretId, VersionId, VersionStage }, { state }) {
    const secret = state.usable(SecretId);
    const version = secret.version(VersionId, VersionStage);
    secret.lastAccessedAt = state.now();
    return {
      ARN: secret.arn,
      Name: secret.name,
      VersionId: version.id,
      ...version.value,
      VersionStages: version.stages,
      CreatedDate: new Date(version.createdAt),
    };
  },
});
