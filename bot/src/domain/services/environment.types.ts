/** A place where services run: an account and a region, of which the domain knows only the name. */
export interface Environment {
  name: string;
  /** The clusters the bot looks after; all of the region's where there are none. */
  clusters?: string[];
  /** A protected environment is never meant unless it is named. */
  isProtected?: boolean;
}

/** Where an environment is, as the ARNs of what is in it say too. */
export interface Home {
  region: string;
  /** Unknown where AWS does not say. */
  account?: string;
}

/** An environment that could not be read, and why, in a sentence. */
export interface UnreadEnvironment {
  environment: string;
  why: string;
}

/** What the composition root tells the domain about environments. At least one; the first unprotected is the default. */
export class EnvironmentsOptions {
  environments!: Environment[];
}
