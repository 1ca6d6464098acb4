/** How an environment is reached in AWS. Bound in app.module with `useValue`. */
export interface AwsEnvironment {
  name: string;
  region: string;
  /** Role taken on to look, where the environment is another account than the bot's. */
  lookRole?: string;
  /** Role taken on to change something, in the name of the person who asked. */
  operateRole?: string;
}

/** What the configuration decides about AWS. */
export abstract class AwsOptions {
  abstract readonly environments: readonly AwsEnvironment[];
}
