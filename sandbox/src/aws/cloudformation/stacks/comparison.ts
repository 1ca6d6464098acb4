import { isDeepStrictEqual } from 'node:util';
import type { PropertyRule, ResourceProvider } from '../providers/provider';
import { isUnknown } from '../template/intrinsics';
import { isMap, type Properties, type TemplateValue } from '../template/template';
import type { Blueprint } from './blueprint';

/** A property whose value changes. */
export interface PropertyDifference {
  name: string;
  rule: PropertyRule;
  /** Whether its value is known only when a resource that it refers to is made. */
  dynamic: boolean;
  before?: TemplateValue;
  after?: TemplateValue;
}

/** What differs between two states of a resource's properties. A value that is not known yet counts as another one. */
export function differencesOf(
  { rules }: Pick<ResourceProvider, 'rules'>,
  before: Properties,
  after: Properties,
): PropertyDifference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .filter((name) => !isDeepStrictEqual(plain(before[name]), plain(after[name])))
    .map((name) => ({
      name,
      rule: rules[name] ?? 'updated',
      dynamic: after[name] !== undefined && isUnknown(after[name]),
      before: before[name],
      after: after[name],
    }));
}

/** Whether such a change needs another resource. */
export const needsReplacement = (differences: readonly PropertyDifference[]): boolean =>
  differences.some(({ rule }) => rule === 'replaced');

/** A resource's properties with the stack's own tags, where its type has tags; its own win. */
export function withStackTags(
  { rules }: Pick<ResourceProvider, 'rules'>,
  properties: Properties,
  { tags }: Blueprint,
): Properties {
  if (tags.length === 0 || rules['Tags'] === undefined || rules['Tags'] === 'absent') return properties;
  const own = Array.isArray(properties['Tags']) ? properties['Tags'] : [];
  const keys = new Set(own.map((tag) => (isMap(tag) ? tag['Key'] : undefined)));
  const added = tags.filter(({ Key }) => !keys.has(Key)).map(({ Key, Value }) => ({ Key, Value }));
  return { ...properties, Tags: [...own, ...added] };
}

/** 80 and "80" say the same in a template. */
function plain(value: TemplateValue | undefined): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (isMap(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  return value === undefined || value === null ? undefined : String(value);
}
