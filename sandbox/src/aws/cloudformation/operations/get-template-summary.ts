import type { GetTemplateSummaryInput, GetTemplateSummaryOutput } from '@aws-sdk/client-cloudformation';
import { operation } from '../../wire/operation';
import type { CloudFormationRegion } from '../state/cloudformation.region';
import { textOf } from '../stacks/blueprint';
import { checkTemplate } from '../checks/template';
import { parseTemplate } from '../template/parse-template';
import { capabilityNotes, declarationsOf } from '../answers/template-summary';

export const getTemplateSummary = operation<CloudFormationRegion, GetTemplateSummaryInput, GetTemplateSummaryOutput>({
  name: 'GetTemplateSummary',
  unsupported: ['StackSetName', 'TemplateSummaryConfig'],
  run(input, { state }) {
    const { StackName } = input;
    const text = StackName === undefined ? textOf(input) : state.stackWithId(StackName).blueprint.text;
    const template = parseTemplate(text);
    checkTemplate(template, state.types);
    const { description, version, metadata } = template;
    return {
      Parameters: declarationsOf(template),
      ...capabilityNotes(template),
      ResourceTypes: Object.values(template.resources).map(({ type }) => type),
      ...(description !== undefined && { Description: description }),
      ...(version !== undefined && { Version: version }),
      ...(metadata !== undefined && { Metadata: JSON.stringify(metadata) }),
    };
  },
});
