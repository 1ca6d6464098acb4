import type { CreateStackInput, CreateStackOutput } from '@aws-sdk/client-cloudformation';
import { AwsFault } from '../../wire/fault';
import { operation } from '../../wire/operation';
import type { CloudFormationRegion } from '../state/cloudformation.region';
import { checkName, onFailureOf, UNSERVED_IN_STACKS, UNSERVED_MODES } from '../stacks/request-checks';
import { blueprintOf } from '../stacks/blueprint';

/** Answers as soon as the template is found to be in order; the stack is made in the background. */
export const createStack = operation<CloudFormationRegion, CreateStackInput, CreateStackOutput>({
  name: 'CreateStack',
  unsupported: [
    'NotificationARNs',
    'ResourceTypes',
    'StackPolicyBody',
    'StackPolicyURL',
    'TimeoutInMinutes',
    ...UNSERVED_IN_STACKS,
    ...UNSERVED_MODES,
  ],
  run(input, { state }) {
    const { StackName = '', ClientRequestToken: token } = input;
    checkName(StackName, 'stackName');
    const onFailure = onFailureOf(input.OnFailure, input.DisableRollback);
    const existing = state.find(StackName);
    if (existing && token !== undefined && existing.creationToken === token) return { StackId: existing.id };
    if (existing) throw new AwsFault('AlreadyExistsException', `Stack [${StackName}] already exists`);
    const stack = state.newStack(StackName, blueprintOf(input, state.types), 'CREATE_STACK');
    const { imports } = state.plan(stack, stack.blueprint);
    state.stacks.push(stack);
    stack.terminationProtection = input.EnableTerminationProtection ?? false;
    stack.creationToken = token;
    state.operations.create(stack, { token, imports, onFailure, retainExceptOnCreate: input.RetainExceptOnCreate });
    return { StackId: stack.id };
  },
});
