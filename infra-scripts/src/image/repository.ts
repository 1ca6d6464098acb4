/** Where an image is pushed to. A port: ECR's, a registry that was named, or a spec's. */
export interface Repository {
  /** Registry and path, without tag: `123456789012.dkr.ecr.us-west-2.amazonaws.com/primes-api`. */
  readonly uri: string;
  /**
   * Which of these tags there are now.
   * @returns their digests by tag; undefined where that cannot be found out
   */
  existing(tags: string[]): Promise<Map<string, string> | undefined>;
  /** Whether a tag that exists may be given to another image. */
  mayMove(tag: string): boolean;
  /** Who Docker has to log in as. Undefined: as the person is already. */
  login(): Promise<Login | undefined>;
  /** What to do about a push that was refused, as a sentence. */
  readonly ifRefused: string;
}

/** A name and a password for a registry. */
export interface Login {
  username: string;
  password: string;
}

/** The registry of an address, `host[:port]`. */
export const registryOf = (uri: string): string => uri.slice(0, uri.indexOf('/'));
