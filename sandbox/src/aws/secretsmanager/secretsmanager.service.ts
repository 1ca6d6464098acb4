import * as model from '@aws-sdk/client-secrets-manager';
import type { AwsService } from '../wire/aws-service';
import { createSecret } from './operations/create-secret';
import { deleteSecret } from './operations/delete-secret';
import { describeSecret } from './operations/describe-secret';
import { getSecretValue } from './operations/get-secret-value';
import { listSecrets } from './operations/list-secrets';
import { putSecretValue } from './operations/put-secret-value';
import { restoreSecret } from './operations/restore-secret';
import type { SecretsManagerRegion } from './state/secretsmanager.region';
import { tagResource } from './operations/tag-resource';
import { untagResource } from './operations/untag-resource';
import { updateSecret } from './operations/update-secret';

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
