import type { CreateSecretRequest, CreateSecretResponse } from '@aws-sdk/client-secrets-manager';
import { operation } from '../../wire/operation';
import { valueOf } from '../state/secret';
import { invalidParameter, secretExists } from '../secretsmanager.faults';
import type { SecretsManagerRegion } from '../state/secretsmanager.region';

export const createSecret = operation<SecretsManagerRegion, CreateSecretRequest, CreateSecretResponse>({
  name: 'CreateSecret',
  unsupported: ['AddReplicaRegions', 'Type'],
  run(input, { state }) {
    const { Name = '', ClientRequestToken, Description, KmsKeyId, Tags = [] } = input;
    if (!/^[A-Za-z0-9/_+=.@-]{1,512}$/.test(Name))
      throw invalidParameter(
        'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
      );
    const value = valueOf(input, false);
    const same = state.find(Name);
    if (same && !same.deletion && ClientRequestToken !== undefined && ClientRequestToken in same.stages) {
      if (!value) throw secretExists(Name);
      return { ARN: same.arn, Name, VersionId: same.put(value, state.now(), ClientRequestToken).id };
    }
    const secret = state.create(Name);
    Object.assign(secret, { description: Description, kmsKeyId: KmsKeyId, tags: Tags });
    const version = value && secret.put(value, state.now(), ClientRequestToken);
    return { ARN: secret.arn, Name, ...(version && { VersionId: version.id }) };
  },
});
