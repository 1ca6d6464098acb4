import { AwsFault } from '../wire/fault';

/** ECS's errors, by the words that the API reference and real answers give them. */
export const invalidParameter = (message: string): AwsFault => new AwsFault('InvalidParameterException', message);

export const clientFault = (message: string): AwsFault => new AwsFault('ClientException', message);

export const clusterNotFound = (): AwsFault => new AwsFault('ClusterNotFoundException', 'Cluster not found.');

/** @param message empty on DeleteService, as ECS answers there. */
export const serviceNotFound = (message = 'Service not found.'): AwsFault =>
  new AwsFault('ServiceNotFoundException', message);

/**
 * Refuses a value outside an enum, in ECS's way of saying it.
 * @param what as ECS calls it there: "launch type", "include".
 */
export function oneOf(what: string, value: string | undefined, allowed: readonly string[]): void {
  if (value !== undefined && !allowed.includes(value)) {
    throw invalidParameter(`${what} should be one of [${allowed.join(',')}]`);
  }
}

/** Refuses any `include` but the allowed ones. */
export function checkInclude(include: readonly string[] | undefined, allowed: readonly string[] = ['TAGS']): void {
  for (const value of include ?? []) oneOf('include', value, allowed);
}
