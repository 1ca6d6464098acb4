import type { z } from 'zod';
import { configSchema, type Settings } from './config.schema';

/** The configuration cannot be used; the message says, a line a variable, what is wrong and where to get what is missing. */
export class ConfigurationError extends Error {}

/** Overrides that would send a production bot's secrets somewhere else than to Slack and AWS. */
const OVERRIDES = ['AWS_ENDPOINT_URL', 'SLACK_API_URL'] as const;

/** The settings that say where what the bot remembers is. */
const storeSchema = configSchema.pick({ DATA_DIR: true, DATABASE_URL: true, DATABASE_PASSWORD: true });
type StoreSettings = z.output<typeof storeSchema>;

/**
 * Reads the bot's settings from environment variables; an empty variable counts as not set.
 * @throws ConfigurationError naming every variable that is missing or wrong
 */
export function readSettings(variables: Record<string, string | undefined>): Settings {
  const settings = read(configSchema, variables);
  refuseOverrides(settings);
  return withPassword(settings);
}

/**
 * Reads only where what the bot remembers is, for a program that meets neither Slack nor AWS.
 * @throws ConfigurationError as `readSettings` does
 */
export function readStoreSettings(variables: Record<string, string | undefined>): StoreSettings {
  return withPassword(read(storeSchema, variables));
}

function read<Schema extends z.ZodType>(
  schema: Schema,
  variables: Record<string, string | undefined>,
): z.output<Schema> {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => problemLine(String(path[0]), path, message, given));
  throw new ConfigurationError([...new Set(lines)].join('\n'));
}

/** @returns the settings with the database's password where everybody looks for it: in its URL */
function withPassword<Given extends StoreSettings>(settings: Given): Given {
  const { DATABASE_PASSWORD: password } = settings;
  if (password === undefined) return settings;
  if (settings.DATABASE_URL === undefined) {
    throw new ConfigurationError('DATABASE_PASSWORD is set and DATABASE_URL is not. Set that too, or remove it.');
  }
  const url = new URL(settings.DATABASE_URL);
  url.password = encodeURIComponent(password);
  return { ...settings, DATABASE_URL: url.href };
}

function problemLine(
  name: string,
  path: readonly PropertyKey[],
  message: string,
  given: Record<string, string | undefined>,
): string {
  const purpose = configSchema.shape[name as keyof typeof configSchema.shape]?.description ?? '';
  if (given[name] === undefined) return `${name} is not set. ${purpose}`;
  const where = path.length > 1 ? ` (at ${path.slice(1).map(String).join('.')})` : '';
  return `${name} cannot be used${where}: ${message}. ${purpose}`;
}

function refuseOverrides(settings: Settings): void {
  if (settings.NODE_ENV !== 'production' || settings.ALLOW_ENDPOINT_OVERRIDE === '1') return;
  const set = OVERRIDES.filter((name) => settings[name] !== undefined);
  if (set.length === 0) return;
  throw new ConfigurationError(
    `${set.join(' and ')} must not be set in production: everything the bot says and does would go there. ` +
      'Remove it, or set ALLOW_ENDPOINT_OVERRIDE=1 if that is what you want.',
  );
}
