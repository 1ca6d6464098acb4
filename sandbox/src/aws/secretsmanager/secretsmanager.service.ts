import * as model from '@aws-sdk/client-secrets-manager';
import type { AwsService } from '../wire/aws-service';
import { createSecret } from './create-secret';
import { deleteSecret } from './delete-secret';
import { describeSecret } from './describe-secret';
import { getSecretValue } from './get-secret-value';
import { listSecrets } from './list-secrets';
import { putSecretValue } from './put-secret-value';
import { restoreSecret } from './restore-secret';
import type { SecretsManagerRegion } from './secretsmanager.region';
import { tagResource } from './tag-resource';
import { untagResource } from './untag-resource';
import { updateSecret } from './update-secret';

/** AWS Secrets Manager as far as it is served here. */
export const secretsManagerService = (
  stateOf: (region: string) => SecretsManagerRegion,
): AwsService<SecretsManagerRegion> => ({
  model,
  client: new model.SecretsManagerClient({ region: 'us-west-2' }),
  operations: [
    createSecret,
    deleteSecret,
    describeSecret,
    getSecretValue,
    listSecrets,
    putSecretValue,
    restoreSecret,
    tagResource,
    untagResource,
    updateSecret,
  ],
  state: stateOf,
});
