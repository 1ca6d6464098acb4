import { changeSetNotFound, validationError } from '../cloudformation.faults';
import type { CloudFormationRegion } from './cloudformation.region';
import type { ChangeSet } from '../stacks/change-set';

/**
 * Finds a change set by its ARN, or by its name and its stack.
 * @throws AwsFault ChangeSetNotFound, or ValidationError where the stack is missing
 */
export function findChangeSet(state: CloudFormationRegion, nameOrId = '', stackName?: string): ChangeSet {
  if (stackName === undefined && !nameOrId.startsWith('arn:')) {
    throw validationError('StackName must be specified if ChangeSetName is not specified as an ARN.');
  }
  const stack = stackName === undefined ? undefined : state.stack(stackName);
  const found = state.changeSets
    .filter((changeSet) => (stack ? changeSet.stack === stack : !changeSet.stack.deleted))
    .find(({ id, settings }) => id === nameOrId || settings.name === nameOrId);
  if (!found) throw changeSetNotFound(nameOrId);
  return found;
}
