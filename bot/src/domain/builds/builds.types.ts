import { serviceKey } from '../services/service-ref.types';
import type { ServiceRef } from '../services/service-ref.types';

/** An image that a pipeline says it has built and pushed. */
export interface BuiltImage {
  /** Registry and path, as in an image reference. */
  repository: string;
  tag: string;
  /** `sha256:` and 64 hexadecimal digits. */
  digest: string;
  /** The service that it is for, in full: `primes/primes-api`. Left out: all that run from the repository. */
  service?: string | undefined;
  /** What it was built from. */
  commit?: string | undefined;
  /** Where the build can be looked at. */
  url?: string | undefined;
}

/** A built image for one service. */
export interface Build {
  ref: ServiceRef;
  /** The container that runs from its repository. */
  container: string;
  image: Omit<BuiltImage, 'service'>;
  /** What people call what that container is set to. */
  from: string;
  /** When it was heard of, milliseconds since the epoch. */
  at: number;
}

/** What came of hearing of a built image, for each service that it is for. */
export interface Heard {
  ref: ServiceRef;
  /** `known`: it was told before. `same`: the service is set to it already. */
  outcome: 'told' | 'known' | 'same';
}

/** The same image for the same service is one thing, however often it is heard of. */
export function buildKey({ ref, image }: Build): string {
  return `${serviceKey(ref)}@${image.digest}`;
}
