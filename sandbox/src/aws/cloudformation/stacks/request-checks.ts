import { validationError } from '../cloudformation.faults';
import type { Stack } from './stack';
import type { OnFailure } from './stack-operations';

/** What CreateStack, UpdateStack and CreateChangeSet take inside their structures that is not served: 501 with its path. */
export const UNSERVED_IN_STACKS = [
  'RollbackConfiguration.RollbackTriggers',
  'RollbackConfiguration.MonitoringTimeInMinutes',
] as const;

/** A deployment that does not wait for its resources is not served. */
export const UNSERVED_MODES = [
  { path: 'DeploymentConfig.Mode', values: ['EXPRESS'] },
  'DeploymentConfig.DisableRollback',
] as const;

const NAME = /^[a-zA-Z][-a-zA-Z0-9]*$/;

/** @throws AwsFault ValidationError unless it is 1 to 128 letters, digits and hyphens that begin with a letter */
export function checkName(name: string, member: string): void {
  if (NAME.test(name) && name.length <= 128) return;
  throw validationError(
    `1 validation error detected: Value '${name}' at '${member}' failed to satisfy constraint: Member must satisfy regular ` +
      `expression pattern: ${NAME.source}`,
  );
}

/** @throws AwsFault ValidationError where a stack is not in a state that an update can start from */
export function checkUpdatable(stack: Stack): void {
  const updatable = [
    'CREATE_COMPLETE',
    'UPDATE_COMPLETE',
    'UPDATE_ROLLBACK_COMPLETE',
    'CREATE_FAILED',
    'UPDATE_FAILED',
  ];
  if (updatable.includes(stack.status)) return;
  throw validationError(`Stack:${stack.id} is in ${stack.status} state and can not be updated.`);
}

/** @throws AwsFault ValidationError where both are given, or a value that there is not */
export function onFailureOf(onFailure: string | undefined, disableRollback: boolean | undefined): OnFailure {
  if (onFailure !== undefined && disableRollback !== undefined) {
    throw validationError('You can specify either OnFailure or DisableRollback, but not both.');
  }
  if (onFailure === undefined) return disableRollback ? 'DO_NOTHING' : 'ROLLBACK';
  if (onFailure === 'ROLLBACK' || onFailure === 'DELETE' || onFailure === 'DO_NOTHING') return onFailure;
  throw validationError(
    `1 validation error detected: Value '${onFailure}' at 'onFailure' failed to satisfy constraint: Member must satisfy enum ` +
      'value set: [ROLLBACK, DELETE, DO_NOTHING]',
  );
}
