import type { Parameter, Tag } from '@aws-sdk/client-cloudformation';
import { validationError } from '../cloudformation.faults';
import { checkCapabilities } from '../checks/capabilities';
import { checkTemplate, type KnownTypes } from '../checks/template';
import { parameterValues } from '../template/parameters';
import { parseTemplate } from '../template/parse-template';
import type { Template } from '../template/template';

/** All that a stack is asked to be. */
export interface Blueprint {
  /** The template as it was given. */
  text: string;
  template: Template;
  parameters: ReadonlyMap<string, string>;
  tags: readonly { Key: string; Value: string }[];
  capabilities: readonly string[];
  roleArn?: string;
}

/** The members that CreateStack, UpdateStack and CreateChangeSet have in common. */
export interface BlueprintInput {
  TemplateBody?: string;
  TemplateURL?: string;
  UsePreviousTemplate?: boolean;
  Parameters?: Parameter[];
  Capabilities?: string[];
  Tags?: Tag[];
  RoleARN?: string;
}

/**
 * What a request asks a stack to be, checked.
 * @param before what the stack is now, where there is one
 * @throws AwsFault ValidationError or InsufficientCapabilitiesException
 */
export function blueprintOf(input: BlueprintInput, types: KnownTypes, before?: Blueprint): Blueprint {
  const text = textOf(input, before);
  const template = parseTemplate(text);
  checkTemplate(template, types);
  const parameters = parameterValues(template, input.Parameters, before?.parameters);
  checkCapabilities(template, input.Capabilities);
  const tags = input.Tags?.map(({ Key = '', Value = '' }) => ({ Key, Value }));
  return {
    text,
    template,
    parameters,
    tags: tags ?? before?.tags ?? [],
    capabilities: input.Capabilities ?? [],
    roleArn: input.RoleARN ?? before?.roleArn,
  };
}

/** @throws AwsFault ValidationError where no template is given, or one that lies elsewhere */
export function textOf(input: BlueprintInput, before?: Blueprint): string {
  if (input.UsePreviousTemplate && before) return before.text;
  if (input.TemplateURL !== undefined) {
    throw validationError('This sandbox has no S3 to read a TemplateURL from. Give the template as TemplateBody.');
  }
  if (input.TemplateBody) return input.TemplateBody;
  throw validationError('Either Template URL or Template Body must be specified.');
}
