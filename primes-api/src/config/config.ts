import { VERSION } from './version';

/** What the environment decides. */
export class Config {
  constructor(
    /** TCP port to listen on; 0 means any free one. */
    readonly port: number,
    readonly host: string,
    /** What `/health` calls this build. */
    readonly version: string,
    /** Where ECS serves this container's metadata; undefined outside ECS. */
    readonly metadataUri: string | undefined,
  ) {}
}

/** A value of the environment that the program cannot start with. Its message names the variable and says what to do. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}

/** An empty value counts as not set, as it does for most programs and in compose files. */
type Environment = Record<string, string | undefined>;

/**
 * Reads PORT (default 80), HOST (default 0.0.0.0), APP_VERSION (default the package's version) and
 * ECS_CONTAINER_METADATA_URI_V4, which ECS sets.
 * @throws ConfigError when one of them cannot be used.
 */
export function readConfig(env: Environment): Config {
  return new Config(portOf(env), env.HOST || '0.0.0.0', env.APP_VERSION || VERSION, metadataUriOf(env));
}

function portOf({ PORT }: Environment): number {
  if (!PORT) return 80;
  const port = /^\d{1,5}$/.test(PORT) ? Number(PORT) : Number.NaN;
  if (port <= 65_535) return port;
  throw new ConfigError(`PORT is "${PORT}", which is not a TCP port. Set it to a number from 0 to 65535.`);
}

function metadataUriOf({ ECS_CONTAINER_METADATA_URI_V4: uri }: Environment): string | undefined {
  if (!uri) return undefined;
  if (URL.canParse(uri) && new URL(uri).protocol === 'http:') return uri.replace(/\/+$/, '');
  throw new ConfigError(
    `ECS_CONTAINER_METADATA_URI_V4 is "${uri}", which is not an http:// address. ECS sets it; unset it outside ECS.`,
  );
}
