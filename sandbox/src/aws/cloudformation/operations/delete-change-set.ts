import type { DeleteChangeSetInput, DeleteChangeSetOutput } from '@aws-sdk/client-cloudformation';
import { AwsFault } from '../../wire/fault';
import { operation } from '../../wire/operation';
import { findChangeSet } from '../state/change-sets';
import type { CloudFormationRegion } from '../state/cloudformation.region';

/** One that does not exist counts as deleted; its stack has to exist. */
export const deleteChangeSet = operation<CloudFormationRegion, DeleteChangeSetInput, DeleteChangeSetOutput>({
  name: 'DeleteChangeSet',
  run({ ChangeSetName, StackName }, { state }) {
    try {
      const changeSet = findChangeSet(state, ChangeSetName, StackName);
      state.changeSets = state.changeSets.filter((other) => other !== changeSet);
    } catch (error) {
      if (!(error instanceof AwsFault) || error.code !== 'ChangeSetNotFoundException') throw error;
    }
    return {};
  },
});
