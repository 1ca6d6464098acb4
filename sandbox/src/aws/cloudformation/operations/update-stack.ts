import type { UpdateStackInput, UpdateStackOutput } from '@aws-sdk/client-cloudformation';
import { operation } from '../../wire/operation';
import { validationError } from '../cloudformation.faults';
import type { CloudFormationRegion } from '../state/cloudformation.region';
import { checkUpdatable, onFailureOf, UNSERVED_IN_STACKS, UNSERVED_MODES } from '../stacks/request-checks';
import { blueprintOf } from '../stacks/blueprint';

/** Answers as soon as the template is found to be in order; the stack is changed in the background. */
export const updateStack = operation<CloudFormationRegion, UpdateStackInput, UpdateStackOutput>({
  name: 'UpdateStack',
  unsupported: [
    'NotificationARNs',
    'ResourceTypes',
    'StackPolicyBody',
    'StackPolicyURL',
    'StackPolicyDuringUpdateBody',
    'StackPolicyDuringUpdateURL',
    ...UNSERVED_IN_STACKS,
    ...UNSERVED_MODES,
  ],
  run(input, { state }) {
    const stack = state.stack(input.StackName);
    checkUpdatable(stack);
    const blueprint = blueprintOf(input, state.types, stack.blueprint);
    const { hasChanges, imports } = state.plan(stack, blueprint);
    if (!hasChanges) throw validationError('No updates are to be performed.');
    const { ClientRequestToken: token, DisableRollback, RetainExceptOnCreate: retainExceptOnCreate } = input;
    const onFailure = onFailureOf(undefined, DisableRollback);
    state.operations.update(stack, blueprint, { token, imports, onFailure, retainExceptOnCreate });
    return { StackId: stack.id };
  },
});
