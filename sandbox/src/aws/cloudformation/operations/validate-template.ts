import type { ValidateTemplateInput, ValidateTemplateOutput } from '@aws-sdk/client-cloudformation';
import { operation } from '../../wire/operation';
import type { CloudFormationRegion } from '../state/cloudformation.region';
import { textOf } from '../stacks/blueprint';
import { checkTemplate } from '../checks/template';
import { parseTemplate } from '../template/parse-template';
import { capabilityNotes, declarationsOf } from '../answers/template-summary';

/** Looks more closely than AWS does: what creation would refuse, this refuses too. */
export const validateTemplate = operation<CloudFormationRegion, ValidateTemplateInput, ValidateTemplateOutput>({
  name: 'ValidateTemplate',
  run(input, { state }) {
    const template = parseTemplate(textOf(input));
    checkTemplate(template, state.types);
    return {
      Parameters: declarationsOf(template).map(({ ParameterKey, DefaultValue, NoEcho, Description }) => ({
        ParameterKey,
        DefaultValue,
        NoEcho,
        Description,
      })),
      Description: template.description,
      ...capabilityNotes(template),
    };
  },
});
