import type { RollbackConfiguration } from '@aws-sdk/client-cloudformation';
import { NotImplementedFault } from '../../wire/fault';
import { validationError } from '../cloudformation.faults';
import type { Stack } from './stack';
import type { OnFailure } from './stack-operations';

/** Members that would change what happens and are not served; an empty one asks for nothing. */
interface CommonInput {
  NotificationARNs?: string[];
  RollbackConfiguration?: RollbackConfiguration;
  DeploymentConfig?: { Mode?: string; DisableRollback?: boolean };
}

/** @throws NotImplementedFault for alarms to roll back on, or a deployment that does not wait */
export function refuseUnserved(
  operation: string,
  { RollbackConfiguration: alarms, DeploymentConfig }: CommonInput,
): void {
  const refuse = (what: string): never => {
    throw new NotImplementedFault('cloudformation', `${operation} with ${what}`);
  };
  if (alarms?.RollbackTriggers?.length || alarms?.MonitoringTimeInMinutes) refuse('RollbackConfiguration');
  if (DeploymentConfig?.Mode !== undefined && DeploymentConfig.Mode !== 'STANDARD') {
    refuse(`DeploymentConfig.Mode ${DeploymentConfig.Mode}`);
  }
  if (DeploymentConfig?.DisableRollback) refuse('DeploymentConfig.DisableRollback');
}

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
