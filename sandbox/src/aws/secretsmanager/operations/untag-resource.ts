import type { UntagResourceRequest } from '@aws-sdk/client-secrets-manager';
import { operation } from '../../wire/operation';
import type { SecretsManagerRegion } from '../state/secretsmanager.region';

export const untagResource = operation<SecretsManagerRegion, UntagResourceRequest, void>({
  name: 'UntagResource',
  run({ SecretId, TagKeys = [] }, { state }) {
    const secret = state.usable(SecretId);
    secret.tags = secret.tags.filter(({ Key }) => !TagKeys.includes(Key ?? ''));
  },
});
