/** Which of a secret's values is asked for: the current one unless a version or a label is named. */
export interface SecretId {
  /** The secret's ARN. */
  arn: string;
  versionStage?: string;
  versionId?: string;
}

export type SecretRead =
  | { ok: true; text: string }
  /** `reason` is Secrets Manager's error: "ResourceNotFoundException: Secrets Manager can't find the specified secret." */
  | { ok: false; reason: string };

/** Where the secrets of task definitions come from: the region's Secrets Manager. */
export interface SecretSource {
  read(secret: SecretId): SecretRead;
}
