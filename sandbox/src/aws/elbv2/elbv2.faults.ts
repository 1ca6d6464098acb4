import { AwsFault } from '../wire/fault';

export const loadBalancerNotFound = (): AwsFault =>
  new AwsFault('LoadBalancerNotFoundException', 'One or more load balancers not found');

export const targetGroupNotFound = (): AwsFault =>
  new AwsFault('TargetGroupNotFoundException', 'One or more target groups not found');

export const listenerNotFound = (): AwsFault =>
  new AwsFault('ListenerNotFoundException', 'One or more listeners not found');

export const ruleNotFound = (): AwsFault => new AwsFault('RuleNotFoundException', 'One or more rules not found');

export const priorityInUse = (priority: number): AwsFault =>
  new AwsFault('PriorityInUse', `Priority '${priority}' is currently in use`);

/** @param kind "load balancer" or "target group". */
export const duplicateName = (code: string, kind: string, name: string): AwsFault =>
  new AwsFault(code, `A ${kind} with the same name '${name}' exists, but with different settings`);

export const validationError = (message: string): AwsFault => new AwsFault('ValidationError', message);

/** AWS's sentence for a value its model does not allow. */
export const constraintFault = (value: unknown, member: string, constraint: string): AwsFault =>
  validationError(
    `1 validation error detected: Value '${String(value)}' at '${member}' failed to satisfy constraint: ${constraint}`,
  );

/** @throws AwsFault ValidationError unless `value` is undefined or lies within. */
export function checkRange(value: number | undefined, member: string, least: number, most: number): void {
  if (value === undefined) return;
  if (value < least) throw constraintFault(value, member, `Member must have value greater than or equal to ${least}`);
  if (value > most) throw constraintFault(value, member, `Member must have value less than or equal to ${most}`);
}

/** @throws AwsFault ValidationError unless `value` is undefined or one of `allowed`. */
export function checkEnum(value: string | undefined, member: string, allowed: readonly string[]): void {
  if (value === undefined || allowed.includes(value)) return;
  throw constraintFault(value, member, `Member must satisfy enum value set: [${allowed.join(', ')}]`);
}

/**
 * @param what "The load balancer name" or "Target group name".
 * @throws AwsFault ValidationError unless `name` is 1 to 32 letters, digits and hyphens, no hyphen first or last.
 */
export function checkName(what: string, name: string): void {
  if (name.length > 32) throw validationError(`${what} '${name}' cannot be longer than '32' characters`);
  if (!/^[a-zA-Z0-9-]+$/.test(name)) {
    throw validationError(
      `${what} '${name}' can only contain characters that are alphanumeric characters or hyphens(-)`,
    );
  }
  if (/^-|-$/.test(name)) throw validationError(`${what} '${name}' cannot begin or end with '-'`);
}
