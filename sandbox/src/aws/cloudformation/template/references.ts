import { notServed, templateError } from '../cloudformation.faults';
import { asText, type Template, type TemplateValue, intrinsicOf, isMap } from './template';

/** Something that a template's value is taken from. */
export interface Reference {
  /** A resource, a parameter or a pseudo parameter such as `AWS::Region`. */
  name: string;
  /** Where it is an attribute of a resource. */
  attribute?: string;
}

export const INTRINSICS = [
  'Ref',
  'Fn::GetAtt',
  'Fn::Join',
  'Fn::Select',
  'Fn::Split',
  'Fn::Sub',
  'Fn::ImportValue',
  'Fn::GetAZs',
  'Fn::Base64',
];

/**
 * Everything that a value refers to.
 * @throws AwsFault ValidationError for an intrinsic function or a dynamic reference that is not served
 */
export function referencesIn(value: TemplateValue): Reference[] {
  if (typeof value === 'string') {
    if (value.includes('{{resolve:')) throw notServed(`The dynamic reference ${value}`);
    return [];
  }
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isMap(value)) return [];
  const stranger = Object.keys(value).find((key) => key.startsWith('Fn::') && !INTRINSICS.includes(key));
  if (stranger) throw notServed(`The intrinsic function ${stranger}`);
  const intrinsic = intrinsicOf(value);
  if (!intrinsic) {
    const mixed = Object.keys(value).find((key) => key.startsWith('Fn::'));
    if (mixed) throw templateError(`${mixed} must stand alone in its object.`);
    return Object.values(value).flatMap(referencesIn);
  }
  const { name, argument } = intrinsic;
  if (name === 'Ref') return [{ name: textOf(name, argument) }];
  if (name === 'Fn::GetAtt') return [attributeReference(argument)];
  if (name === 'Fn::Sub') return substituted(argument);
  return referencesIn(argument);
}

/** The resources that each resource needs first: what its properties refer to, and what it says it depends on. */
export function dependenciesOf({ resources }: Template): Map<string, string[]> {
  return new Map(
    Object.entries(resources).map(([id, { properties, dependsOn }]) => {
      const named = referencesIn(properties).map(({ name }) => name);
      return [id, [...new Set([...named.filter((name) => resources[name]), ...dependsOn])]];
    }),
  );
}

/** A GetAtt's argument: `[resource, attribute]` or `resource.attribute`. */
export function attributeReference(argument: TemplateValue): { name: string; attribute: string } {
  const [name, ...rest] = Array.isArray(argument) ? argument : asText(argument).split('.');
  if (typeof name !== 'string' || rest.length === 0 || rest.some((part) => typeof part !== 'string')) {
    throw templateError(
      'every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute',
    );
  }
  return { name, attribute: rest.map(asText).join('.') };
}

/** The pieces of a Fn::Sub: its text and the variables it brings itself. */
export function substitution(argument: TemplateValue): { text: string; variables: Record<string, TemplateValue> } {
  const [text, variables = {}] = Array.isArray(argument) ? argument : [argument];
  if (typeof text !== 'string' || !isMap(variables)) {
    throw templateError('every Fn::Sub object must have a string, or a list of a string and a map, as its argument.');
  }
  return { text, variables };
}

/** `${Name}`, `${Name.Attribute}`; `${!Name}` is the text `${Name}` itself. */
export const PLACEHOLDER = /\$\{(!?)([^}]*)\}/g;

/** What a placeholder's name refers to. */
export function placeholderReference(placeholder: string): Reference {
  const dot = placeholder.indexOf('.');
  if (dot < 0) return { name: placeholder };
  return { name: placeholder.slice(0, dot), attribute: placeholder.slice(dot + 1) };
}

function substituted(argument: TemplateValue): Reference[] {
  const { text, variables } = substitution(argument);
  const own = Object.values(variables).flatMap(referencesIn);
  const named = [...text.matchAll(PLACEHOLDER)]
    .filter(([, literal, name]) => !literal && !(name!.trim() in variables))
    .map(([, , name]) => placeholderReference(name!.trim()));
  return [...own, ...named];
}

function textOf(name: string, argument: TemplateValue): string {
  if (typeof argument === 'string' && argument !== '') return argument;
  throw templateError(`every ${name} object must have a single String value.`);
}
