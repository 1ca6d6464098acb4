import { AwsFault } from '../wire/fault';

/** Secrets Manager's errors, in its own words. */
export const secretNotFound = (): AwsFault =>
  new AwsFault('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");

/** @param by "staging label: AWSCURRENT" or "VersionId: …". */
export const valueNotFound = (by: string): AwsFault =>
  new AwsFault('ResourceNotFoundException', `Secrets Manager can't find the specified secret value for ${by}`);

export const secretExists = (name: string): AwsFault =>
  new AwsFault('ResourceExistsException', `The operation failed because the secret ${name} already exists.`);

export const versionExists = (token: string, name: string): AwsFault =>
  new AwsFault(
    'ResourceExistsException',
    `You can't use ClientRequestToken ${token} because that value is already in use for a version of secret ${name}.`,
  );

export const nameScheduledForDeletion = (): AwsFault =>
  new AwsFault(
    'InvalidRequestException',
    "You can't create this secret because a secret with this name is already scheduled for deletion.",
  );

export const markedForDeletion = (): AwsFault =>
  new AwsFault(
    'InvalidRequestException',
    "You can't perform this operation on the secret because it was marked for deletion.",
  );

export const invalidParameter = (message: string): AwsFault => new AwsFault('InvalidParameterException', message);

export const invalidRequest = (message: string): AwsFault => new AwsFault('InvalidRequestException', message);
