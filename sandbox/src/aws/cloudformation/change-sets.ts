import { changeSetNotFound, validationError } from './cloudformation.faults';
import type { CloudFormationRegion } from './cloudformation.region';
import type { ChangeSet } from './stacks/change-set';

/**
 * Finds a change set by its ARN, or by its name and its stack.
 * @throws AwsFault ChangeSetNotFound, or ValidationError where the stack is missing
 */
export function findChangeSet(state: CloudFormationRegion, nameOrId = '', stackName?: string): ChangeSet {
  if (stackName === undefined && !nameOrId.startsWith('arn:')) {
    throw validationError('StackName must be specified if ChangeSetName is not specified as an ARN.');
  }
  const stacks = stackName === undefined ? state.stacks : [state.stack(stackName)];
  const found = stacks
    .flatMap(({ changeSets }) => changeSets)
    .find(({ id, settings }) => id === nameOrId || settings.name === nameOrId);
  if (!found) throw changeSetNotFound(nameOrId);
  return found;
}
