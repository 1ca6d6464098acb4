import type { Properties } from '../template/template';
import { PropertyError, type PropertyRule, type ResourceProvider } from './provider';
import { sdkInput } from './sdk-properties';

/** The properties of each rule, separated by spaces. */
export type RuleLists = Partial<Record<PropertyRule, string>>;

export interface RealType extends Omit<ResourceProvider, 'rules' | 'check' | 'required' | 'replaceable'> {
  rules: RuleLists;
  required?: readonly string[];
  replaceable?: boolean;
  /** The schema of the SDK input that makes it. */
  schema: unknown;
  /** Properties that do not stand in that input; each is a call of its own. */
  own?: readonly string[];
}

/** A type of resource that is really made, by the sandbox's own operations. */
export function realType({
  schema,
  own = [],
  required = [],
  replaceable = false,
  ...type
}: RealType): ResourceProvider {
  const rules = rulesOf(type.rules);
  return {
    ...type,
    rules,
    required,
    replaceable,
    check(properties) {
      checkNames(properties, rules, required);
      sdkInput(schema, without(properties, own));
    },
  };
}

export function rulesOf(lists: RuleLists): Record<string, PropertyRule> {
  const entries = Object.entries(lists) as [PropertyRule, string][];
  return Object.fromEntries(entries.flatMap(([rule, names]) => names.split(/\s+/).map((name) => [name, rule])));
}

/** @throws PropertyError */
export function checkNames(
  properties: Properties,
  rules: Readonly<Record<string, PropertyRule>>,
  required: readonly string[],
): void {
  for (const name of Object.keys(properties)) {
    if (!rules[name]) throw new PropertyError('', `extraneous key [${name}] is not permitted`);
    if (rules[name] === 'absent') {
      throw new PropertyError('', `the property ${name} is not implemented by this sandbox`);
    }
  }
  const missing = required.find((name) => properties[name] === undefined);
  if (missing) throw new PropertyError('', `required key [${missing}] not found`);
}

/** The properties less some of them. */
export const without = (properties: Properties, names: readonly string[]): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([name]) => !names.includes(name)));

/** Some of the properties, where they are there. */
export const only = (properties: Properties, names: readonly string[]): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([name]) => names.includes(name)));

/** A property that is text, undefined where it is not there. */
export const textOf = (properties: Properties, name: string): string | undefined => {
  const value = properties[name];
  return value === undefined || value === null || typeof value === 'object' ? undefined : String(value);
};
