import type { Parameter } from '@aws-sdk/client-cloudformation';
import { validationError } from '../cloudformation.faults';
import type { Template, TemplateParameter } from './template';

/**
 * The value of each parameter of a template: what was given, else what the stack has, where asked for, else its default.
 * @param before the values of the stack that is being updated
 * @throws AwsFault ValidationError for one that has no value, is not in the template or breaks its constraint
 */
export function parameterValues(
  template: Template,
  given: readonly Parameter[] = [],
  before: ReadonlyMap<string, string> = new Map(),
): Map<string, string> {
  const declared = Object.entries(template.parameters);
  const strangers = given.map(({ ParameterKey = '' }) => ParameterKey).filter((key) => !template.parameters[key]);
  if (strangers.length > 0) {
    throw validationError(`Parameters: [${strangers.join(', ')}] do not exist in the template`);
  }
  const values = new Map<string, string>();
  for (const [name, parameter] of declared) {
    const asked = given.find(({ ParameterKey }) => ParameterKey === name);
    const value = asked?.UsePreviousValue ? before.get(name) : (asked?.ParameterValue ?? parameter.default);
    if (value !== undefined) values.set(name, value);
  }
  const missing = declared.map(([name]) => name).filter((name) => !values.has(name));
  if (missing.length > 0) throw validationError(`Parameters: [${missing.join(', ')}] must have values`);
  for (const [name, parameter] of declared) checkValue(name, parameter, values.get(name)!);
  return values;
}

function checkValue(name: string, parameter: TemplateParameter, value: string): void {
  const { type, allowedValues, allowedPattern, minLength, maxLength, minValue, maxValue } = parameter;
  if (type === 'Number' && !Number.isFinite(Number(value.trim() || Number.NaN))) {
    throw validationError(`Parameter '${name}' must be a number.`);
  }
  const parts = type === 'CommaDelimitedList' ? listOf(value) : [value];
  for (const part of parts) {
    const number = Number(part);
    const broken =
      (allowedValues &&
        !allowedValues.includes(part) &&
        `Member must satisfy enum value set: [${allowedValues.join(', ')}]`) ||
      (allowedPattern !== undefined &&
        !new RegExp(`^(?:${allowedPattern})$`).test(part) &&
        `Member must satisfy regular expression pattern: ${allowedPattern}`) ||
      (minLength !== undefined &&
        part.length < minLength &&
        `Member must have length greater than or equal to ${minLength}`) ||
      (maxLength !== undefined &&
        part.length > maxLength &&
        `Member must have length less than or equal to ${maxLength}`) ||
      (minValue !== undefined && number < minValue && `Member must have value greater than or equal to ${minValue}`) ||
      (maxValue !== undefined && number > maxValue && `Member must have value less than or equal to ${maxValue}`);
    if (broken) {
      throw validationError(
        `Parameter '${name}' failed to satisfy constraint: ${parameter.constraintDescription ?? broken}`,
      );
    }
  }
}

/** The items of a CommaDelimitedList. */
export const listOf = (value: string): string[] => value.split(',').map((item) => item.trim());
