import type { Target } from '../targets.port';

/** Where a target that ELB knows by its private address really listens. */
export interface Addresses {
  /** @param region the load balancer's, for two regions may give the same private address. */
  addressOf(target: Target, region: string): Address | undefined;
}

export interface Address {
  host: string;
  port: number;
}
