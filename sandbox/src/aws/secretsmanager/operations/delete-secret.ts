import type { DeleteSecretRequest, DeleteSecretResponse } from '@aws-sdk/client-secrets-manager';
import { operation } from '../../wire/operation';
import { invalidParameter } from '../secretsmanager.faults';
import type { SecretsManagerRegion } from '../state/secretsmanager.region';

const DAY_MS = 86_400_000;

export const deleteSecret = operation<SecretsManagerRegion, DeleteSecretRequest, DeleteSecretResponse>({
  name: 'DeleteSecret',
  run({ SecretId = '', RecoveryWindowInDays, ForceDeleteWithoutRecovery = false }, { state }) {
    if (ForceDeleteWithoutRecovery && RecoveryWindowInDays !== undefined)
      throw invalidParameter("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
    const days = RecoveryWindowInDays ?? 30;
    if (days < 7 || days > 30)
      throw invalidParameter('RecoveryWindowInDays value must be between 7 and 30 days (inclusive).');
    const now = state.now();
    if (ForceDeleteWithoutRecovery) {
      // Forcing is idempotent: "If you forcibly delete an already deleted or nonexistent secret, the operation does not
      // return ResourceNotFoundException" (DeleteSecret).
      const secret = state.find(SecretId);
      if (secret) state.remove(secret);
      return {
        ARN: secret?.arn ?? (SecretId.startsWith('arn:') ? SecretId : state.arn(SecretId)),
        Name: secret?.name ?? SecretId,
        DeletionDate: new Date(now),
      };
    }
    const secret = state.usable(SecretId);
    secret.deletion = { markedAt: now, goneAt: now + days * DAY_MS };
    return { ARN: secret.arn, Name: secret.name, DeletionDate: new Date(secret.deletion.goneAt) };
  },
});
