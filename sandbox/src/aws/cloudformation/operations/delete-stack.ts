import type { DeleteStackInput } from '@aws-sdk/client-cloudformation';
import { operation } from '../../wire/operation';
import { validationError } from '../cloudformation.faults';
import type { CloudFormationRegion } from '../state/cloudformation.region';
import { UNSERVED_MODES } from '../stacks/request-checks';

/** One that does not exist counts as deleted. */
export const deleteStack = operation<CloudFormationRegion, DeleteStackInput, void>({
  name: 'DeleteStack',
  unsupported: ['DeletionMode', ...UNSERVED_MODES],
  run(input, { state }) {
    const stack = state.find(input.StackName ?? '');
    const retained = input.RetainResources ?? [];
    if (!stack || stack.deleted || stack.status === 'DELETE_IN_PROGRESS') return;
    if (stack.terminationProtection) {
      throw validationError(`Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`);
    }
    // A creation is broken off; an update has to come to its end.
    if (stack.underWay && stack.status !== 'CREATE_IN_PROGRESS') {
      throw validationError(`Stack [${stack.id}] cannot be deleted while in status ${stack.status}`);
    }
    if (retained.length > 0 && stack.status !== 'DELETE_FAILED') {
      throw validationError(
        `Invalid operation on stack [${stack.id}]. When you delete a stack, specify which resources to retain only when the ` +
          'stack is in the DELETE_FAILED state.',
      );
    }
    const used = state.exports.inUse(stack);
    if (used) {
      const reason = `Delete canceled. Cannot delete export ${used.name} as it is in use by ${used.users}.`;
      return stack.turn(stack.status, reason);
    }
    state.operations.delete(stack, input.ClientRequestToken, retained);
  },
});
