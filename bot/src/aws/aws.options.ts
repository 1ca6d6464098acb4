import type { STSClientConfig } from '@aws-sdk/client-sts';
import { UnknownEnvironmentError } from '../domain/services/services.errors';

/** How an environment is reached in AWS. Bound in app.module with `useValue`. */
export interface AwsEnvironment {
  name: string;
  region: string;
  /** Role taken on to look, where the environment is another account than the bot's. */
  lookRole?: string;
  /** Role taken on to change something, in the name of the person who asked. */
  operateRole?: string;
}

/** As every client of the SDK takes it. */
export type RequestHandler = STSClientConfig['requestHandler'];

/** What the configuration decides about AWS. */
export abstract class AwsOptions {
  abstract readonly environments: readonly AwsEnvironment[];
  /** What carries requests to AWS; the SDK's own where this is left out. */
  readonly requestHandler?: RequestHandler;
}

/** @throws UnknownEnvironmentError that names those there are */
export function environmentNamed({ environments }: AwsOptions, name: string): AwsEnvironment {
  const found = environments.find((environment) => environment.name === name);
  if (found) return found;
  throw new UnknownEnvironmentError(
    name,
    environments.map((environment) => environment.name),
  );
}
