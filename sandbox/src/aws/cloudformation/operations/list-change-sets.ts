import type { ListChangeSetsInput, ListChangeSetsOutput } from '@aws-sdk/client-cloudformation';
import { operation } from '../../wire/operation';
import type { CloudFormationRegion } from '../state/cloudformation.region';

/** Those that were not executed, all in one page. */
export const listChangeSets = operation<CloudFormationRegion, ListChangeSetsInput, ListChangeSetsOutput>({
  name: 'ListChangeSets',
  unsupported: ['NextToken'],
  run({ StackName }, { state }) {
    const stack = state.stack(StackName);
    const waiting = state.changeSetsOf(stack).filter(({ executionStatus }) => executionStatus !== 'EXECUTE_COMPLETE');
    return {
      Summaries: waiting.map(({ id, settings, status, statusReason, executionStatus }) => ({
        StackId: stack.id,
        StackName: stack.name,
        ChangeSetId: id,
        ChangeSetName: settings.name,
        Description: settings.description,
        CreationTime: new Date(settings.createdAt),
        Status: status,
        StatusReason: statusReason,
        ExecutionStatus: executionStatus,
        IncludeNestedStacks: false,
      })),
    };
  },
});
