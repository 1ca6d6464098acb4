import { isDeepStrictEqual } from 'node:util';
import { asText, type TemplateValue } from '../template/template';
import type { PropertyChange } from './provider';

export interface Tag {
  Key: string;
  Value: string;
}

/** A `Tags` property, once it is resolved. */
export function tagsOf(value: TemplateValue | undefined): Tag[] {
  if (!Array.isArray(value)) return [];
  return value.map((tag) => {
    const { Key, Value } = tag as Record<string, TemplateValue>;
    return { Key: asText(Key), Value: asText(Value) };
  });
}

/** What has to be set and which keys have to go, for tags to become what they should be. */
export function tagChange({ before, after }: PropertyChange): { set: Tag[]; removed: string[] } {
  const [old, wanted] = [tagsOf(before['Tags']), tagsOf(after['Tags'])];
  const keys = new Set(wanted.map(({ Key }) => Key));
  return {
    set: wanted.filter((tag) => !old.some((other) => isDeepStrictEqual(other, tag))),
    removed: old.map(({ Key }) => Key).filter((key) => !keys.has(key)),
  };
}

/** The same tags with the names that ECS gives to keys and values. */
export const lowerCase = (tags: readonly Tag[]): { key: string; value: string }[] =>
  tags.map(({ Key, Value }) => ({ key: Key, value: Value }));

/** Whether a property differs. */
export const differs = ({ before, after }: PropertyChange, name: string): boolean =>
  !isDeepStrictEqual(before[name], after[name]);
