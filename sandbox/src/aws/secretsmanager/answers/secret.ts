import type { SecretListEntry } from '@aws-sdk/client-secrets-manager';
import type { Secret } from '../state/secret';

/** What DescribeSecret and ListSecrets both tell. */
export const secretShape = (secret: Secret): Omit<SecretListEntry, 'SecretVersionsToStages'> => ({
  ARN: secret.arn,
  Name: secret.name,
  ...(secret.description !== undefined && { Description: secret.description }),
  ...(secret.kmsKeyId !== undefined && { KmsKeyId: secret.kmsKeyId }),
  LastChangedDate: new Date(secret.lastChangedAt),
  ...(secret.lastAccessedAt !== undefined && { LastAccessedDate: dayOf(secret.lastAccessedAt) }),
  ...(secret.deletion && { DeletedDate: new Date(secret.deletion.markedAt) }),
  ...(secret.tags.length > 0 && { Tags: secret.tags }),
  CreatedDate: new Date(secret.createdAt),
});

/** "The date that the secret was last accessed … truncated to midnight of the date" (DescribeSecret). */
const dayOf = (at: number): Date => new Date(new Date(at).setUTCHours(0, 0, 0, 0));
