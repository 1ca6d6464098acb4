import { templateError } from '../cloudformation.faults';
import { attributeReference, PLACEHOLDER, placeholderReference, substitution } from './references';
import { asText, intrinsicOf, isMap, type TemplateValue } from './template';

/** Where the values come from that a template refers to. */
export interface Scope {
  /** The value of a parameter, a pseudo parameter or a resource's Ref. */
  ref(name: string): TemplateValue;
  attribute(resource: string, attribute: string): TemplateValue;
  /** The value of another stack's export. */
  imported(name: string): TemplateValue;
  /** The names of the availability zones of a region, of the stack's own where it is "". */
  zones(region: string): string[];
}

/** What stands for a value that nobody knows before the resource is made; CloudFormation's own words in a change set. */
export const KNOWN_AFTER_APPLY = '{{changeSet:KNOWN_AFTER_APPLY}}';

/** What `Ref: AWS::NoValue` resolves to: the property it is the value of is taken away. */
export const NO_VALUE = '{{AWS::NoValue}}';

/**
 * A value with every intrinsic function replaced by what it gives.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 * @throws AwsFault ValidationError where a function cannot be applied to its argument
 */
export function resolved(value: TemplateValue, scope: Scope): TemplateValue {
  if (Array.isArray(value)) return value.map((item) => resolved(item, scope)).filter((item) => item !== NO_VALUE);
  if (!isMap(value)) return value;
  const intrinsic = intrinsicOf(value);
  if (intrinsic) return apply(intrinsic.name, intrinsic.argument, scope);
  const entries = Object.entries(value).map(([key, item]) => [key, resolved(item, scope)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== NO_VALUE));
}

function apply(name: string, argument: TemplateValue, scope: Scope): TemplateValue {
  if (name === 'Ref') return scope.ref(asText(argument));
  if (name === 'Fn::GetAtt') {
    const { name: resource, attribute } = attributeReference(argument);
    return scope.attribute(resource, attribute);
  }
  if (name === 'Fn::Sub') return substitute(argument, scope);
  const given = resolved(argument, scope);
  switch (name) {
    case 'Fn::Join':
      return join(given);
    case 'Fn::Split':
      return split(given);
    case 'Fn::Select':
      return select(given);
    case 'Fn::ImportValue':
      return scope.imported(text(name, given));
    case 'Fn::GetAZs':
      return scope.zones(text(name, given));
    case 'Fn::Base64':
      return Buffer.from(text(name, given), 'utf8').toString('base64');
    default:
      throw templateError(`unknown intrinsic function ${name}`);
  }
}

function substitute(argument: TemplateValue, scope: Scope): string {
  const { text: pattern, variables } = substitution(argument);
  return pattern.replace(PLACEHOLDER, (_, literal: string, written: string) => {
    const placeholder = written.trim();
    if (literal) return `\${${written}}`;
    const own = variables[placeholder];
    if (own !== undefined) return text('Fn::Sub', resolved(own, scope));
    const { name, attribute } = placeholderReference(placeholder);
    return text('Fn::Sub', attribute === undefined ? scope.ref(name) : scope.attribute(name, attribute));
  });
}

function join(given: TemplateValue): string {
  const [delimiter, items] = Array.isArray(given) ? given : [];
  if (typeof delimiter !== 'string' || !(Array.isArray(items) || items === KNOWN_AFTER_APPLY)) {
    throw templateError(
      'every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined',
    );
  }
  return Array.isArray(items) ? items.map((item) => text('Fn::Join', item)).join(delimiter) : items;
}

function split(given: TemplateValue): TemplateValue {
  const [delimiter, source] = Array.isArray(given) ? given : [];
  if (typeof delimiter !== 'string' || delimiter === '' || typeof source !== 'string') {
    throw templateError(
      'every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split',
    );
  }
  return isUnknown(source) ? KNOWN_AFTER_APPLY : source.split(delimiter);
}

function select(given: TemplateValue): TemplateValue {
  const [index, items] = Array.isArray(given) ? given : [];
  if (items === KNOWN_AFTER_APPLY) return items;
  if (!Array.isArray(items) || !/^\d+$/.test(asText(index))) {
    throw templateError('every Fn::Select object requires two parameters, an index and a list');
  }
  const item = items[Number(index)];
  if (item === undefined) throw templateError(`Fn::Select cannot select nonexistent value at index ${asText(index)}`);
  return item;
}

/** Whether part of a value is not known yet. */
export const isUnknown = (value: TemplateValue): boolean => JSON.stringify(value).includes(KNOWN_AFTER_APPLY);

function text(name: string, value: TemplateValue): string {
  if (typeof value === 'object') throw templateError(`every value of ${name} must be a string.`);
  return String(value);
}
