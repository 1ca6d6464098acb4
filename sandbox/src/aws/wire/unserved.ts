/**
 * A parameter that would change what happens and is not served: its path ("monitoring", "loadBalancers[].advancedConfiguration"), or
 * one of which some values are not.
 */
export type Unserved<Path extends string = string> =
  | Path
  | { readonly path: Path; readonly values: readonly (string | number | boolean)[] };

/** The paths into an input: from a member of its first level on. */
export type PathOf<Input> = MemberOf<Input> | `${MemberOf<Input>}${'.' | '[]'}${string}`;
type MemberOf<Input> = keyof Input & string;

/** @returns what of an input is asked for and not served, in words: "loadBalancers[1].advancedConfiguration", "…strategy BLUE_GREEN" */
export function unservedIn(input: unknown, unserved: readonly Unserved[]): string | undefined {
  for (const each of unserved) {
    const { path, values } = typeof each === 'string' ? { path: each, values: undefined } : each;
    for (const { at, value } of valuesAt(input, path.split('.'))) {
      if (values?.includes(value as string)) return `${at} ${String(value)}`;
      if (!values && isGiven(value)) return at;
    }
  }
  return undefined;
}

/** As `COVERAGE.md` lists it. */
export const unservedWords = (each: Unserved): string =>
  typeof each === 'string' ? each : `${each.path} ${each.values.join('/')}`;

interface Found {
  at: string;
  value: unknown;
}

/** @param steps "loadBalancers[]" goes into each item of a list */
function valuesAt(from: unknown, [step, ...rest]: readonly string[], before = ''): Found[] {
  if (step === undefined) return [{ at: before, value: from }];
  if (from === null || typeof from !== 'object') return [];
  const name = step.replace(/\[\]$/, '');
  const value = (from as Record<string, unknown>)[name];
  const at = before ? `${before}.${name}` : name;
  if (name === step) return valuesAt(value, rest, at);
  return Array.isArray(value) ? value.flatMap((item, index) => valuesAt(item, rest, `${at}[${index}]`)) : [];
}

/** Whether a caller asked for something: nothing, an empty list, 0 or `false` asks for nothing. */
function isGiven(value: unknown): boolean {
  if (value == null || value === false || value === 0) return false;
  return Array.isArray(value) ? value.length > 0 : true;
}
