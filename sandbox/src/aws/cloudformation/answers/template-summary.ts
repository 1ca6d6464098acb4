import type { ParameterDeclaration } from '@aws-sdk/client-cloudformation';
import { capabilitiesOf } from '../checks/capabilities';
import type { Template } from '../template/template';

/** What ValidateTemplate and GetTemplateSummary tell of a template's parameters. */
export const declarationsOf = ({ parameters }: Template): ParameterDeclaration[] =>
  Object.entries(parameters).map(([ParameterKey, parameter]) => ({
    ParameterKey,
    DefaultValue: parameter.default,
    ParameterType: parameter.type,
    NoEcho: parameter.noEcho,
    Description: parameter.description,
    ...(parameter.allowedValues && { ParameterConstraints: { AllowedValues: parameter.allowedValues } }),
  }));

/** Which capabilities a template needs, and why; nothing where it needs none. */
export function capabilityNotes(template: Template) {
  const { needed, types } = capabilitiesOf(template);
  if (needed.length === 0) return {};
  return {
    Capabilities: needed as ('CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM')[],
    CapabilitiesReason: `The following resource(s) require capabilities: [${types.join(', ')}]`,
  };
}
