import type { Kept } from '../kept';
import type { PolicyStatementJson } from './policy';

/** What can be chosen about the bot's stack. */
export interface BotOptions {
  /** A tag of the stack's own repository, or a whole image URI. */
  image: string;
  /** Tasks: 1, or 0 for a bot that rests; with a database also 2, of which one goes on where the other is gone. */
  desired: number;
  /** An existing VPC; with `subnets`, public ones in two availability zones. A new VPC where it is left out. */
  vpc?: string;
  subnets?: string[];
  /** Whether people may change something through it: makes the role that it takes on in their name. */
  operate: boolean;
  /** Clusters that it looks after; empty means all of the region. */
  clusters: string[];
  /** ARNs of the roles that the services' tasks run with: a deployment hands them on (iam:PassRole). */
  passRoles: string[];
  /** `cluster/service` whose alarms and scaling are announced; empty means all. */
  watch: string[];
  /** Slack user ids. */
  operators: string[];
  administrators: string[];
  alertsChannel: string;
  command: string;
  /** A PostgreSQL of its own, which the stack makes: what it remembers then outlives its tasks. */
  database: 'none' | 'rds';
  /** Or somebody else's: name or whole ARN of a secret whose value is a postgres:// URL. */
  databaseSecret?: string;
  logDays: number;
  /** Whether `down` leaves the repository, the log group and the secret. */
  keep: boolean;
}

export const BOT_DEFAULTS: BotOptions = {
  image: '0.1.0',
  desired: 1,
  operate: false,
  clusters: [],
  passRoles: [],
  watch: [],
  operators: [],
  administrators: [],
  alertsChannel: '#alerts',
  command: '/ecs',
  database: 'none',
  logDays: 30,
  keep: false,
};

/** What is known about the account beside what was chosen. */
export interface BotCircumstances extends Kept {
  /** Nothing but the repository and the secret, to be filled before a service needs them. */
  firstOnly?: boolean;
  /** The database that the stack made is there, and must not go with what goes. */
  databaseStands?: boolean;
  /** Nothing but the database, and the network that it stands in. */
  databaseOnly?: boolean;
  /** It may be deleted: for one that is just being made, and one that is to go. */
  databaseUnprotected?: boolean;
  /** What `npm run -s iam` prints, with `${AWS::Region}` and the like where the account comes in. */
  policies?: { look: PolicyStatementJson[]; operate: PolicyStatementJson[] };
}

export const BOT_NAMES = {
  stack: 'bot',
  cluster: 'ecs-chatops',
  service: 'ecs-chatops-bot',
  repository: 'ecs-chatops-bot',
  logGroup: '/ecs/ecs-chatops-bot',
  secret: 'ecs-chatops/slack',
} as const;

/** The keys of the secret: the bot's own environment variables. */
export const SECRET_KEYS = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'] as const;
