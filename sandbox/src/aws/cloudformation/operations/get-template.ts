import type { GetTemplateInput, GetTemplateOutput } from '@aws-sdk/client-cloudformation';
import { operation } from '../../wire/operation';
import { findChangeSet } from '../state/change-sets';
import type { CloudFormationRegion } from '../state/cloudformation.region';

/** The template as it was given: nothing here transforms one, so it is the processed one too. */
export const getTemplate = operation<CloudFormationRegion, GetTemplateInput, GetTemplateOutput>({
  name: 'GetTemplate',
  run({ StackName, ChangeSetName }, { state }) {
    const { text } =
      ChangeSetName === undefined
        ? state.stackWithId(StackName).blueprint
        : findChangeSet(state, ChangeSetName, StackName).settings.blueprint;
    return { TemplateBody: text, StagesAvailable: ['Original', 'Processed'] };
  },
});
