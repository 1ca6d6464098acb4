import { AwsFault } from '../wire/fault';

/** CloudWatch Logs' errors, in its own words. */
export const groupExists = (): AwsFault =>
  new AwsFault('ResourceAlreadyExistsException', 'The specified log group already exists');

export const groupNotFound = (): AwsFault =>
  new AwsFault('ResourceNotFoundException', 'The specified log group does not exist.');

export const streamExists = (): AwsFault =>
  new AwsFault('ResourceAlreadyExistsException', 'The specified log stream already exists');

export const streamNotFound = (): AwsFault =>
  new AwsFault('ResourceNotFoundException', 'The specified log stream does not exist.');

export const invalidParameter = (message: string): AwsFault => new AwsFault('InvalidParameterException', message);

/** @param rule Logs' own: "Member must have value less than or equal to 50". */
export const constraint = (member: string, value: unknown, rule: string): AwsFault =>
  invalidParameter(
    `1 validation error detected: Value '${String(value)}' at '${member}' failed to satisfy constraint: ${rule}`,
  );
