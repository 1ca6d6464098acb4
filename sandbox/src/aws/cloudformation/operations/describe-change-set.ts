import type { DescribeChangeSetInput, DescribeChangeSetOutput } from '@aws-sdk/client-cloudformation';
import { operation } from '../../wire/operation';
import { findChangeSet } from '../state/change-sets';
import type { CloudFormationRegion } from '../state/cloudformation.region';
import { changeShape } from '../stacks/change-shape';
import { shownParameters } from '../stacks/stack-shape';

/** All changes in one page. */
export const describeChangeSet = operation<CloudFormationRegion, DescribeChangeSetInput, DescribeChangeSetOutput>({
  name: 'DescribeChangeSet',
  unsupported: ['NextToken'],
  run({ ChangeSetName, StackName, IncludePropertyValues = false }, { state }) {
    const changeSet = findChangeSet(state, ChangeSetName, StackName);
    const { stack, settings } = changeSet;
    const { blueprint, plan } = settings;
    return {
      ChangeSetId: changeSet.id,
      ChangeSetName: settings.name,
      StackId: stack.id,
      StackName: stack.name,
      Description: settings.description,
      CreationTime: new Date(settings.createdAt),
      Status: changeSet.status,
      StatusReason: changeSet.statusReason,
      ExecutionStatus: changeSet.executionStatus,
      Parameters: shownParameters(blueprint),
      Capabilities: [...blueprint.capabilities] as DescribeChangeSetOutput['Capabilities'],
      Tags: [...blueprint.tags],
      NotificationARNs: [],
      RollbackConfiguration: {},
      IncludeNestedStacks: false,
      OnStackFailure: settings.onStackFailure,
      Changes: plan.changes.map((change) => changeShape(stack, blueprint, change, IncludePropertyValues)),
    };
  },
});
