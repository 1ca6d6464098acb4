import type { ExecuteChangeSetInput, ExecuteChangeSetOutput } from '@aws-sdk/client-cloudformation';
import { AwsFault } from '../../wire/fault';
import { operation } from '../../wire/operation';
import { findChangeSet } from '../state/change-sets';
import type { CloudFormationRegion } from '../state/cloudformation.region';
import { checkUpdatable, onFailureOf } from '../stacks/request-checks';

/** Answers at once; the stack is made or changed in the background. The stack's other change sets are of no use any more. */
export const executeChangeSet = operation<CloudFormationRegion, ExecuteChangeSetInput, ExecuteChangeSetOutput>({
  name: 'ExecuteChangeSet',
  run(input, { state }) {
    const changeSet = findChangeSet(state, input.ChangeSetName, input.StackName);
    const { stack, settings, id } = changeSet;
    if (changeSet.executionStatus !== 'AVAILABLE') {
      throw new AwsFault(
        'InvalidChangeSetStatusException',
        `ChangeSet [${id}] cannot be executed in its current execution status of [${changeSet.executionStatus}]`,
      );
    }
    if (settings.kind === 'UPDATE') checkUpdatable(stack);
    const { blueprint, onStackFailure } = settings;
    const { imports } = state.plan(stack, blueprint);
    changeSet.executionStatus = 'EXECUTE_COMPLETE';
    state.changeSets = state.changeSets.filter((other) => other === changeSet || other.stack !== stack);
    stack.changeSetId = id;
    const onFailure = onFailureOf(onStackFailure, onStackFailure ? undefined : input.DisableRollback);
    const options = {
      token: input.ClientRequestToken,
      imports,
      onFailure,
      retainExceptOnCreate: input.RetainExceptOnCreate,
    };
    if (settings.kind === 'UPDATE') state.operations.update(stack, blueprint, options);
    else {
      stack.blueprint = blueprint;
      state.operations.create(stack, options);
    }
    return {};
  },
});
