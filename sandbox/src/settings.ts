import { z } from 'zod';
import { hostNameOf } from './kernel/guard/host-name';

const port = (standard: number) => z.coerce.number().int().min(0).max(65_535).default(standard);

/** Names, separated by commas or spaces. */
const hosts = z
  .string()
  .default('')
  .transform((names) => names.split(/[\s,]+/).filter(Boolean))
  .refine((names) => names.every(hostNameOf), 'give names such as sandbox or sandbox.internal, separated by commas');

const settingsSchema = z.object({
  SANDBOX_AWS_PORT: port(4566),
  SANDBOX_SLACK_PORT: port(4577),
  SANDBOX_LB_PORT: port(8080),
  SANDBOX_HOST: z.string().min(1).default('127.0.0.1'),
  /** What the sandbox may be called by, beside this machine's own names and SANDBOX_HOST. */
  SANDBOX_HOSTS: hosts,
  /** Real milliseconds that an AWS minute lasts. */
  SANDBOX_MINUTE_MS: z.coerce.number().min(200).max(60_000).default(3000),
  SANDBOX_CALLS_FILE: z.string().min(1).optional(),
});

/** The sandbox's settings, by their environment variables. Port 0 means any free port. */
export type Settings = z.infer<typeof settingsSchema>;

/**
 * @param variables the environment; an empty variable counts as not set
 * @throws Error that names each variable that cannot be used
 */
export function readSettings(variables: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = settingsSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new Error(
    parsed.error.issues.map(({ path, message }) => `${String(path[0])} cannot be used: ${message}.`).join('\n'),
  );
}
