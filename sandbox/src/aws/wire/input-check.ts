import type { NormalizedSchema } from '@smithy/core/schema';

export interface InputProblems {
  /** Paths of required members that are missing: "tags.1.member.key". */
  missing: string[];
  /** Sentences about members of a wrong type. */
  mistyped: string[];
}

/**
 * Holds an input against its schema: required members and types. The schemas carry no enum, range, length or pattern;
 * those are each operation's own.
 */
export function checkInput(schema: NormalizedSchema, value: unknown): InputProblems {
  const problems: InputProblems = { missing: [], mistyped: [] };
  check(schema, value, '', problems);
  return problems;
}

function check(schema: NormalizedSchema, value: unknown, path: string, problems: InputProblems): void {
  if (schema.isUnitSchema()) return;
  if (schema.isStructSchema()) return checkStructure(schema, value, path, problems);
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) return mistyped(path, 'a list', problems);
    value.forEach((item, index) => check(schema.getValueSchema(), item, `${path}.${index + 1}.member`, problems));
    return;
  }
  if (schema.isMapSchema()) {
    if (!isRecord(value)) return mistyped(path, 'a map', problems);
    for (const [key, item] of Object.entries(value)) check(schema.getValueSchema(), item, `${path}.${key}`, problems);
    return;
  }
  const wanted = expectedOf(schema, value);
  if (wanted) mistyped(path, wanted, problems);
}

function checkStructure(schema: NormalizedSchema, value: unknown, path: string, problems: InputProblems): void {
  if (!isRecord(value)) return mistyped(path, 'a structure', problems);
  const raw = schema.getSchema() as unknown as unknown[];
  const required = raw[0] === UNION ? 0 : ((raw[6] as number | undefined) ?? 0);
  let index = 0;
  for (const [name, member] of schema.structIterator()) {
    const at = path ? `${path}.${name}` : name;
    if (value[name] != null) check(member, value[name], at, problems);
    else if (index < required) problems.missing.push(at);
    index += 1;
  }
}

/** The smithy schema's identifier of a union; a structure's required members come first and are counted in its seventh place. */
const UNION = 4;

function expectedOf(schema: NormalizedSchema, value: unknown): string | undefined {
  if (schema.isStringSchema()) return typeof value === 'string' ? undefined : 'a string';
  if (schema.isBooleanSchema()) return typeof value === 'boolean' ? undefined : 'a boolean';
  if (schema.isNumericSchema()) return typeof value === 'number' ? undefined : 'a number';
  if (schema.isTimestampSchema()) {
    return value instanceof Date && !Number.isNaN(value.getTime()) ? undefined : 'a timestamp';
  }
  if (schema.isBlobSchema()) return value instanceof Uint8Array ? undefined : 'a blob';
  return undefined;
}

function mistyped(path: string, wanted: string, problems: InputProblems): void {
  problems.mistyped.push(`${path || 'input'}: expected ${wanted}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
