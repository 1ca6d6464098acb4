import type { z } from 'zod';
import { configSchema } from './config.schema';
import { ConfigurationError, readSettings } from './read-settings';

const PREFACE = `Generated from the bot's schema by \`npm run -s settings\`; a spec holds it to the code. They are environment variables; in the folder that
the bot is started from, a file \`.env\` may have them too, and what the environment says wins. An empty value counts as not set. Lists are separated
by commas or spaces.`;

/** The settings as a section of Markdown: what each is for, its default, an example, and what production makes of it. */
export function settingsSection(): string {
  const rows = Object.entries(configSchema.shape).map(([name, schema]) => rowOf(name, schema));
  const table = ['| setting | what it is | default | example | in production |', '|---|---|---|---|---|', ...rows];
  return `${[PREFACE, table.join('\n')].join('\n\n')}\n`;
}

function rowOf(name: string, schema: z.ZodType): string {
  const cells = [code(name), schema.description ?? '', defaultOf(schema), code(exampleOf(schema)), inProduction(name)];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function defaultOf(schema: z.ZodType): string {
  const { data } = schema.safeParse(undefined);
  return typeof data === 'string' || typeof data === 'number' ? code(String(data)) : '';
}

/** What the schema gives as an example of a setting. */
export function exampleOf(schema: z.ZodType): string {
  const example = schema.meta()?.['example'];
  return typeof example === 'string' ? example : '';
}

/** What the schema says has to be set beside a setting. */
const besideOf = (schema: z.ZodType): Record<string, string> =>
  (schema.meta()?.['beside'] ?? {}) as Record<string, string>;

/** Found out by asking: whether the bot would start without it, and with it. */
function inProduction(name: string): string {
  const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN } = configSchema.shape;
  const enough = {
    NODE_ENV: 'production',
    SLACK_BOT_TOKEN: exampleOf(SLACK_BOT_TOKEN),
    SLACK_APP_TOKEN: exampleOf(SLACK_APP_TOKEN),
  };
  const schema = configSchema.shape[name as keyof typeof configSchema.shape];
  if (!starts({ ...enough, [name]: '' })) return '**needed**';
  return starts({ ...enough, ...besideOf(schema), [name]: exampleOf(schema) }) ? '' : 'refused';
}

function starts(variables: Record<string, string>): boolean {
  try {
    readSettings(variables);
    return true;
  } catch (error) {
    if (error instanceof ConfigurationError) return false;
    throw error;
  }
}

const code = (text: string): string => (text ? `\`${text}\`` : '');
