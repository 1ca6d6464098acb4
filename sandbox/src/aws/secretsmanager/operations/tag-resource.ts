import type { TagResourceRequest } from '@aws-sdk/client-secrets-manager';
import { operation } from '../../wire/operation';
import type { SecretsManagerRegion } from '../state/secretsmanager.region';

export const tagResource = operation<SecretsManagerRegion, TagResourceRequest, void>({
  name: 'TagResource',
  run({ SecretId, Tags = [] }, { state }) {
    const secret = state.usable(SecretId);
    const keys = new Set(Tags.map(({ Key }) => Key));
    secret.tags = [...secret.tags.filter(({ Key }) => !keys.has(Key)), ...Tags];
  },
});
