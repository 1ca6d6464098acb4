import type { Outsider } from '../access/access.types';
import type { EcsContainer } from '../observations/ecs-service.types';
import type { ServiceRef } from '../services/service-ref.types';

/** The newest deployment of a service that was seen, whoever started it. */
export interface SeenDeployment {
  ref: ServiceRef;
  /** `ecs-svc/…` */
  id: string;
  /** What it brought: `primes-api:41`. */
  revision: string;
  /** Of that revision; the main one first. */
  containers: EcsContainer[];
  /** When ECS made it, milliseconds since the epoch. */
  createdAt: number;
  /** When it was first seen as the newest, milliseconds since the epoch. */
  at: number;
}

/** What a task definition says of its own making. */
export interface Registration {
  /** Milliseconds since the epoch. */
  at: number;
  /** Who registered it, where AWS says so. */
  by?: Outsider;
  tags: ReadonlyMap<string, string>;
}

/** What the composition root tells the domain about what others do. */
export class OutsideOptions {
  /** The tags of a task definition that name who deploys it, the most telling first. */
  deployerTags!: readonly string[];
}
