import { AwsFault } from '../../wire/fault';

/** One member of a request that may only have certain values. */
export interface EnumMember {
  /** As AWS names it in its sentence: "stateValue". */
  path: string;
  value: string | undefined;
  allowed: readonly string[];
}

/**
 * Checks members against their enums, all at once, as AWS does before anything else.
 * @throws AwsFault ValidationException (ValidationError over Query) "N validation errors detected: Value … failed to satisfy constraint: …".
 */
export function checkEnums(members: readonly EnumMember[]): void {
  const problems = members.flatMap(({ path, value, allowed }) =>
    value === undefined || allowed.includes(value)
      ? []
      : `Value '${value}' at '${path}' failed to satisfy constraint: Member must satisfy enum value set: [${allowed.join(', ')}]`,
  );
  if (problems.length === 0) return;
  const count = `${problems.length} validation error${problems.length === 1 ? '' : 's'} detected`;
  throw new AwsFault('ValidationException', `${count}: ${problems.join('; ')}`);
}

/** @throws AwsFault MissingParameter when `value` is not there. */
export function required<T>(value: T | undefined, name: string): T {
  if (value === undefined || value === '') {
    throw new AwsFault('MissingRequiredParameterException', `The parameter ${name} is required.`);
  }
  return value;
}

/** @throws AwsFault InvalidParameterValue with `message`. */
export function invalidValue(message: string): never {
  throw new AwsFault('InvalidParameterValueException', message);
}

/** @throws AwsFault InvalidParameterCombination with `message`. */
export function invalidCombination(message: string): never {
  throw new AwsFault('InvalidParameterCombinationException', message);
}

export const STATISTICS = ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'] as const;
export const STATES = ['INSUFFICIENT_DATA', 'ALARM', 'OK'] as const;
export const SCAN_ORDERS = ['TimestampDescending', 'TimestampAscending'] as const;
