import { ScalableDimension, ServiceNamespace } from '@aws-sdk/client-application-auto-scaling';
import { AwsFault } from '../../wire/fault';

/** One member of a request that may only have certain values. */
export interface EnumMember {
  /** As AWS names it in its sentence: "policyType". */
  path: string;
  value: string | undefined;
  allowed: readonly string[];
}

/** The members that say what resource a request is about. */
export interface ResourceMembers {
  ServiceNamespace?: string | undefined;
  ResourceId?: string | undefined;
  ScalableDimension?: string | undefined;
}

/**
 * Checks a request's namespace and dimension, and `others`, against their enums, all at once, as AWS does before anything else.
 * @throws AwsFault ValidationException "N validation errors detected: Value … failed to satisfy constraint: …".
 */
export function checkEnums(input: ResourceMembers, others: readonly EnumMember[] = []): void {
  const members: readonly EnumMember[] = [
    { path: 'serviceNamespace', value: input.ServiceNamespace, allowed: Object.values(ServiceNamespace) },
    { path: 'scalableDimension', value: input.ScalableDimension, allowed: Object.values(ScalableDimension) },
    ...others,
  ];
  const problems = members.flatMap(({ path, value, allowed }) =>
    value === undefined || allowed.includes(value)
      ? []
      : `Value '${value}' at '${path}' failed to satisfy constraint: Member must satisfy enum value set: [${allowed.join(', ')}]`,
  );
  if (problems.length === 0) return;
  invalid(`${problems.length} validation error${problems.length === 1 ? '' : 's'} detected: ${problems.join('; ')}`);
}

/** @throws AwsFault ValidationException with `message`. */
export function invalid(message: string): never {
  throw new AwsFault('ValidationException', message);
}
