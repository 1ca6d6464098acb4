import type { EcsContainer } from '../observations/ecs-service.types';
import type { ServiceRef } from '../services/service-ref.types';
import type { SetNow } from './deployment.types';

/** What a deployment of the service brought that SUCCEEDED. */
export interface GoodVersion {
  /** `primes-api:41` */
  revision: string;
  /** With the digests that ran; the main one first. */
  containers: EcsContainer[];
  /** When its deployment was done, milliseconds since the epoch. */
  finishedAt: number;
}

/** What is otherwise in one task definition than in another; of what may be secret only the names are known. */
export interface Difference {
  /** Where it is one container's. */
  container?: string;
  /** As AWS names it: `environment`, `secrets`, `cpu`, `portMappings`. */
  member: string;
  /** Of a list of named things, those that differ. */
  names?: string[];
  /** Of what is one plain value that is no secret. */
  from?: string;
  to?: string;
}

/** What going back would do. */
export interface RollbackPlan {
  ref: ServiceRef;
  set: SetNow;
  target: GoodVersion;
  /** What people call what is set, and what it would be. */
  from: string;
  to: string;
  /** Images whose tag is another one by now, or cannot be checked: they are pinned to the digest that ran. */
  pinned: readonly { container: string; image: string }[];
  /** What ran well more recently, and is not in the registry any more. */
  gone: readonly string[];
  /** Why it is not known whether its images are still there. */
  unchecked?: string;
  /** What else would change, beside the images that the versions say. */
  differences: Difference[];
}

/** The version that is meant: what it was offered as. */
export interface RollbackTarget {
  revision: string;
  /** Of the main container. */
  digest?: string | undefined;
}
