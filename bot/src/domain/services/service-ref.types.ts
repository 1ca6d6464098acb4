/** A service, named in full: the same name may exist in every environment and in every cluster. */
export interface ServiceRef {
  /** The environment's name; `default` where none is configured. */
  environment: string;
  /** The cluster's name, not its ARN. */
  cluster: string;
  /** The service's name, not its ARN. */
  service: string;
}

/** The one environment of a bot that was told of none. It is never shown to people. */
export const DEFAULT_ENVIRONMENT = 'default';

/** A key under which things are kept for a service. */
export function serviceKey({ environment, cluster, service }: ServiceRef): string {
  return `${environment}:${cluster}/${service}`;
}

/** The service in words that the bot itself understands: `primes/primes-api`, with its environment where it has one. */
export function serviceWords({ environment, cluster, service }: ServiceRef): string {
  return `${environment === DEFAULT_ENVIRONMENT ? '' : `${environment}:`}${cluster}/${service}`;
}
