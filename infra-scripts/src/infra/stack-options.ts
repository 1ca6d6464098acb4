import type { Option } from 'commander';
import { BOT_DEFAULTS } from '../stacks/bot/bot.options';
import { retentionDays } from '../stacks/log-retention';
import { PRIMES_DEFAULTS } from '../stacks/primes/primes.options';
import { formed, list, oneOf, text, whole, yes } from '../terminal/option-kinds';

export type StackName = 'primes' | 'bot';

/** Options that say what a stack is made of. The attribute of each is the property of PrimesOptions or BotOptions. */
export interface StackOptions {
  both: Option[];
  primes: Option[];
  bot: Option[];
}

/** Anew for each reading: an option of commander's keeps nothing, but belongs to one program. */
export const stackOptions = (): StackOptions => ({
  both: withStandard('Options of either stack, of primes where both are asked for; up remembers them:', {}, [
    text(
      '--image <tag>',
      `a tag of its repository, or an image URI (primes ${PRIMES_DEFAULTS.image}, bot ${BOT_DEFAULTS.image})`,
    ),
    text('--vpc <vpc-…>', 'an existing VPC instead of a new one, with --subnets'),
    whole(
      '--desired <tasks>',
      `tasks to begin with (primes ${PRIMES_DEFAULTS.desired}, bot ${BOT_DEFAULTS.desired}; 2 of the bot with a database)`,
      { from: 0, to: 100 },
    ),
    list('--subnets <subnet-…,subnet-…>', 'its public subnets, two or more, in different zones'),
    whole('--log-days <days>', `how long logs are kept, days (${PRIMES_DEFAULTS.logDays})`, retentionDays()),
  ]),
  primes: withStandard('Options of primes; up remembers them:', { ...PRIMES_DEFAULTS }, primes()),
  bot: withStandard('Options of bot; up remembers them:', { ...BOT_DEFAULTS }, bot()),
});

const primes = (): Option[] => [
  whole('--min <tasks>', 'fewest tasks that scaling keeps', { from: 0, to: 100 }),
  whole('--max <tasks>', 'most tasks that scaling starts', { from: 1, to: 100 }),
  whole('--cpu <units>', 'CPU units of a task, 1024 to a core', [256, 512, 1024, 2048, 4096]),
  whole('--memory <MiB>', 'memory of a task, MiB', { from: 512, to: 30720 }),
  whole('--cpu-target <percent>', 'average CPU that scaling keeps, percent', { from: 10, to: 95 }),
  whole('--minimum-healthy <percent>', 'tasks that stay up in a deployment, percent of desired', { from: 0, to: 100 }),
  whole('--maximum-percent <percent>', 'tasks there may be in a deployment, percent of desired', {
    from: 100,
    to: 400,
  }),
  oneOf('--launch-type <type>', 'fargate, or ec2: container instances of its own', ['fargate', 'ec2']),
  whole('--instances <number>', 'container instances, with --launch-type ec2', { from: 1, to: 20 }),
  ...yes('service-discovery', 'a name in the private namespace primes.internal'),
];

const bot = (): Option[] => [
  ...yes('operate', 'people may deploy and scale through it; without, it only looks'),
  list('--clusters <names>', 'clusters it looks after; all of the region where left out'),
  list('--pass-roles <arn:…,arn:…>', "with --operate: the roles of your services' tasks, which a deployment hands on"),
  list('--watch <primes/primes-api>', 'services whose alarms and scaling it announces; all where left out'),
  list('--operators <U0123,U0456>', 'Slack user ids of those who may deploy and scale'),
  list('--administrators <U0123>', 'Slack user ids of those who may do everything'),
  text('--alerts-channel <channel>', 'where it speaks unasked'),
  text('--command </ecs>', 'the slash command, as the Slack app declares it'),
  oneOf('--database <type>', 'rds: a PostgreSQL of its own, in which it remembers; none: see below', ['none', 'rds']),
  formed(
    '--database-secret <name|arn:…>',
    'or a secret of Secrets Manager whose value is postgres://…: it remembers there. With neither it forgets with its task',
    /^(arn:[\w-]+:secretsmanager:[\w-]+:\d{12}:secret:[\w/+=.@-]+-\w{6}|[\w/+=.@-]{1,512})$/,
    "a secret's name or its whole ARN, with the six characters at its end",
  ),
];

/** The options under one heading of the help, each with what holds where it is left out. */
function withStandard(heading: string, defaults: Record<string, unknown>, options: Option[]): Option[] {
  for (const option of options) {
    const standard = defaults[option.attributeName()];
    if (typeof standard === 'string' || typeof standard === 'number') option.description += ` (${standard})`;
    option.helpGroup(heading);
  }
  return options;
}
