import type { CreateChangeSetInput, CreateChangeSetOutput } from '@aws-sdk/client-cloudformation';
import { AwsFault, NotImplementedFault } from '../../wire/fault';
import { operation } from '../../wire/operation';
import { noSuchStack, validationError } from '../cloudformation.faults';
import type { CloudFormationRegion } from '../state/cloudformation.region';
import { checkName, checkUpdatable, onFailureOf, UNSERVED_IN_STACKS, UNSERVED_MODES } from '../stacks/request-checks';
import { blueprintOf } from '../stacks/blueprint';
import { ChangeSet } from '../stacks/change-set';
import type { Stack } from '../stacks/stack';

/** It is planned before it is answered: one that changes nothing has failed, as it has in AWS a little later. */
export const createChangeSet = operation<CloudFormationRegion, CreateChangeSetInput, CreateChangeSetOutput>({
  name: 'CreateChangeSet',
  unsupported: [
    'DeploymentMode',
    'ImportExistingResources',
    'NotificationARNs',
    'ResourcesToImport',
    'ResourceTypes',
    ...UNSERVED_IN_STACKS,
    ...UNSERVED_MODES,
  ],
  run(input, { state }) {
    const { ChangeSetName = '', StackName = '', ChangeSetType: kind = 'UPDATE' } = input;
    if (kind !== 'CREATE' && kind !== 'UPDATE') {
      throw new NotImplementedFault('cloudformation', `CreateChangeSet with ChangeSetType ${kind}`);
    }
    checkName(ChangeSetName, 'changeSetName');
    const { OnStackFailure } = input;
    const existing = stackOf(state, StackName, kind, ChangeSetName);
    if (existing && state.changeSetsOf(existing).some(({ settings }) => settings.name === ChangeSetName)) {
      throw new AwsFault(
        'AlreadyExistsException',
        `ChangeSet [${ChangeSetName}] already exists for stack [${StackName}]`,
      );
    }
    const before = kind === 'UPDATE' ? existing?.blueprint : undefined;
    const blueprint = blueprintOf(input, state.types, before);
    const stack = existing ?? state.newStack(StackName, blueprint, 'CREATE_CHANGESET');
    const plan = state.plan(stack, blueprint);
    if (!existing) {
      state.stacks.push(stack);
      stack.turn('REVIEW_IN_PROGRESS', 'User Initiated');
    }
    const changeSet = new ChangeSet(
      stack,
      {
        name: ChangeSetName,
        kind,
        description: input.Description,
        blueprint,
        plan,
        createdAt: state.now(),
        ...(OnStackFailure !== undefined && { onStackFailure: onFailureOf(OnStackFailure, undefined) }),
      },
      state.place,
    );
    state.changeSets.push(changeSet);
    return { Id: changeSet.id, StackId: stack.id };
  },
});

/** The stack that it is of, undefined where there is to be one. */
function stackOf(
  state: CloudFormationRegion,
  name: string,
  kind: 'CREATE' | 'UPDATE',
  changeSetName: string,
): Stack | undefined {
  const stack = state.find(name);
  if (kind === 'UPDATE') {
    if (!stack) throw noSuchStack(name);
    checkUpdatable(stack);
    return stack;
  }
  if (stack && stack.status !== 'REVIEW_IN_PROGRESS') {
    throw validationError(
      `Stack [${name}] already exists and cannot be created again with the changeSet [${changeSetName}].`,
    );
  }
  if (!stack) checkName(name, 'stackName');
  return stack;
}
