import { z } from 'zod';

/** Commas or spaces between words: `U1, U2`. */
const words = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter(Boolean));

/** `primes-api=#deploys`, `staging:web/batch-*=C0123`: environment and cluster may be left out, `*` stands for anything. */
const SERVICE_CHANNEL = /^(?:([^:/=]+):)?(?:([^:/=]+)\/)?([^:/=]+)=(#?[^=#]+)$/;

const serviceChannels = words.transform((entries, context) =>
  entries.flatMap((entry) => {
    const [, environment = '*', cluster = '*', service, channel] = SERVICE_CHANNEL.exec(entry) ?? [];
    if (service !== undefined && channel !== undefined) return [{ environment, cluster, service, channel }];
    context.addIssue({ code: 'custom', message: `"${entry}" is not a service, =, and a channel` });
    return [];
  }),
);

/** A number of seconds, more than none. */
const seconds = (standard: number) => z.coerce.number().positive().default(standard);

const url = z.url({ protocol: /^https?$/ });

/** A place where services run. See docs/operating.md, "Environments". */
const environmentSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/i, 'a name has letters, digits and dashes'),
  region: z.string().min(1),
  /** Role the bot takes on to look, where the environment is another account. */
  lookRole: z.string().startsWith('arn:').optional(),
  /** Role the bot takes on to change something, in the name of the person who asked. */
  operateRole: z.string().startsWith('arn:').optional(),
  protected: z.boolean().default(false),
  clusters: z.array(z.string()).default([]),
});

export type EnvironmentConfig = z.infer<typeof environmentSchema>;

const environments = z
  .string()
  .optional()
  .transform((text, context) => {
    if (!text) return [];
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.array(environmentSchema));

/** A job that may be run with a service's task definition. See docs/operating.md, "Jobs". */
const jobSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'a name has small letters, digits and dashes'),
  /** In full: `primes/primes-api`, with its environment in front where there are several. */
  service: z.string().regex(/^(?:[^:/\s]+:)?[^:/\s]+\/[^:/\s]+$/, 'is a cluster, a slash and a service'),
  command: z.array(z.string()).min(1),
  container: z.string().min(1).optional(),
});

const jobs = z
  .string()
  .optional()
  .transform((text, context) => {
    if (!text) return [];
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.array(jobSchema))
  .refine(
    (all) => new Set(all.map(({ name, service }) => `${service} ${name}`)).size === all.length,
    'two jobs of a service have the same name',
  );

/**
 * Every setting of the bot, by its environment variable. The description says what it is for; for a secret, where to
 * get it. `npm run -s settings` prints both, with the example.
 */
export const configSchema = z.object({
  SLACK_BOT_TOKEN: z
    .string()
    .startsWith('xoxb-')
    .describe("The bot's token, xoxb-…: api.slack.com/apps, your app, OAuth & Permissions, Bot User OAuth Token.")
    .meta({ example: 'xoxb-1234-5678-abcd' }),
  SLACK_APP_TOKEN: z
    .string()
    .startsWith('xapp-')
    .describe(
      'The app-level token with the scope connections:write, xapp-…: api.slack.com/apps, your app, Basic Information, App-Level Tokens.',
    )
    .meta({ example: 'xapp-1-A012-3456-abcd' }),
  COMMAND: z
    .string()
    .regex(/^\/[a-z0-9_-]{1,31}$/, 'it begins with / and goes on in small letters')
    .default('/ecs')
    .describe('The slash command, as the Slack app declares it.')
    .meta({ example: '/ecs-staging' }),
  AWS_REGION: z
    .string()
    .min(1)
    .default('us-west-2')
    .describe('The region of the services.')
    .meta({ example: 'eu-west-1' }),
  ENVIRONMENTS: environments
    .describe(
      'JSON list of {name, region, lookRole?, operateRole?, protected?, clusters?}. Left out: one environment, in AWS_REGION.',
    )
    .meta({ example: '[{"name":"prod","region":"eu-west-1","protected":true}]' }),
  CLUSTERS: words
    .describe('The clusters to look after, where ENVIRONMENTS is not set. Left out: all of the region.')
    .meta({ example: 'primes, web' }),
  OPERATORS: words
    .describe('Slack user ids (U…) of those who may deploy and scale. Everybody else may look.')
    .meta({ example: 'U024BE7LH, U0G9QF9C6' }),
  ADMINISTRATORS: words.describe('Slack user ids (U…) of those who may do everything.').meta({ example: 'U0JD3BPNC' }),
  JOB_RUNNERS: words
    .describe(
      'Slack user ids (U…) of those who may run the jobs of RUN_JOBS, beside the administrators. Operators may not.',
    )
    .meta({ example: 'U024BE7LH' }),
  RUN_JOBS: jobs
    .describe(
      'JSON list of {name, service, command, container?}: what /ecs run may start as a task of its own. Left out: nothing.',
    )
    .meta({ example: '[{"name":"migrate","service":"primes/primes-api","command":["node","migrate.js"]}]' }),
  ALERTS_CHANNEL: z
    .string()
    .min(1)
    .default('#alerts')
    .describe('Where the bot speaks unasked: a name or an id.')
    .meta({ example: '#ecs-alerts' }),
  SERVICE_CHANNELS: serviceChannels
    .describe(
      'Where deployments are told that nobody asked the bot for: service=#channel, cluster/service=#channel or environment:cluster/service=#channel, the first that fits; * stands for anything. Left out, and for the rest: ALERTS_CHANNEL.',
    )
    .meta({ example: 'primes-api=#deploys, batch-*=#ops' }),
  DEPLOYER_TAGS: words
    .prefault('deployed-by, DeployedBy')
    .describe(
      'Tags of a task definition that name who deploys it, for deployments that nobody asked the bot for. Left out: deployed-by, DeployedBy.',
    )
    .meta({ example: 'deployed-by' }),
  WATCH: words
    .describe('Services whose alarms, scaling and deployments are announced: cluster/service. Left out: all.')
    .meta({ example: 'primes/primes-api' }),
  POLL_SECONDS: seconds(15).describe('How often AWS is asked for news. Seconds.').meta({ example: '30' }),
  EPISODE_QUIET_SECONDS: seconds(300)
    .describe('How long an alarm must have been OK for its episode to end. Seconds.')
    .meta({ example: '600' }),
  DEPLOYMENT_POLL_SECONDS: seconds(2)
    .describe('How often a deployment under way is looked at. Seconds.')
    .meta({ example: '5' }),
  DEPLOYMENT_STALL_SECONDS: seconds(600)
    .describe('How long nothing may come of a deployment before whoever asked is told. Seconds.')
    .meta({ example: '900' }),
  SETTLE_MINUTES: z.coerce
    .number()
    .min(0)
    .max(1440)
    .default(15)
    .describe('For how long a deployment is watched after ECS called it done. Minutes; 0 is not at all.')
    .meta({ example: '30' }),
  INSURANCE_HOURS: z.coerce
    .number()
    .min(0)
    .max(168)
    .default(24)
    .describe(
      'How often it is looked whether what could be rolled back to is still in its registry. Hours; 0 is not at all.',
    )
    .meta({ example: '12' }),
  DATA_DIR: z
    .string()
    .min(1)
    .default('data')
    .describe(
      'The folder of the file in which the bot remembers what it did and said. Not used where DATABASE_URL is set.',
    )
    .meta({ example: '/var/lib/ecs-chatops' }),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe(
      'A PostgreSQL to remember it in instead, for one bot or several: postgres://user:password@host:5432/name.',
    )
    .meta({ example: 'postgres://chatops:secret@db.internal:5432/chatops' }),
  DATABASE_PASSWORD: z
    .string()
    .optional()
    .describe('The password of DATABASE_URL, instead of one that stands in it: where a secret has the password alone.')
    .meta({ example: 'secret', beside: { DATABASE_URL: 'postgres://chatops@db.internal:5432/chatops' } }),
  RECORD_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .default(400)
    .describe('How long it is remembered who changed what. Days.')
    .meta({ example: '90' }),
  ECS_CONTAINER_METADATA_URI_V4: url
    .optional()
    .describe('Set by ECS itself. A bot that runs there without DATABASE_URL forgets with its task, and says so.')
    .meta({ example: 'http://169.254.170.2/v4/…' }),
  DRAIN_SECONDS: seconds(5)
    .describe('How long commands under way may go on once the bot is asked to stop. Seconds.')
    .meta({ example: '8' }),
  IMAGE_HOOK_SECRET: z
    .string()
    .min(32, 'it has at least 32 characters: openssl rand -hex 32')
    .optional()
    .describe(
      'What pipelines sign with that tell the bot of built images at POST /hooks/image: openssl rand -hex 32. Left out: it hears of none.',
    )
    .meta({ example: '0123456789abcdef0123456789abcdef' }),
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(3000)
    .describe('The port of /health, /metrics and /hooks.')
    .meta({ example: '8081' }),
  HOST: z.string().default('0.0.0.0').describe('The address that port is bound to.').meta({ example: '127.0.0.1' }),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('How much is logged.')
    .meta({ example: 'warn' }),
  NODE_ENV: z
    .string()
    .default('development')
    .describe('production refuses the two overrides below.')
    .meta({ example: 'production' }),
  AWS_ENDPOINT_URL: url
    .optional()
    .describe('Another AWS than the real one.')
    .meta({ example: 'http://127.0.0.1:4566' }),
  SLACK_API_URL: url
    .optional()
    .describe('Another Slack than the real one, with its path: …/api/.')
    .meta({ example: 'http://127.0.0.1:4577/api/' }),
  ALLOW_ENDPOINT_OVERRIDE: z
    .enum(['0', '1'])
    .default('0')
    .describe('1 allows AWS_ENDPOINT_URL and SLACK_API_URL in production.')
    .meta({ example: '1' }),
});

export type Settings = z.infer<typeof configSchema>;
