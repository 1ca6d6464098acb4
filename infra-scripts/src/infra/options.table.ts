import { retentionDays } from '../stacks/log-retention';

export type StackName = 'primes' | 'bot';

/** An option that says what a stack is made of. */
export interface StackOption {
  /** As it is typed, without the dashes. */
  word: string;
  /** The property of PrimesOptions or BotOptions. */
  key: string;
  stack: StackName;
  kind: 'text' | 'list' | 'whole' | 'yes';
  /** What stands in the usage text behind the word. */
  example: string;
  help: string;
  /** The only values there are. */
  values?: readonly (string | number)[];
  /** Bounds of a whole number. */
  from?: number;
  to?: number;
}

const CPU = [256, 512, 1024, 2048, 4096];

const primes: Omit<StackOption, 'stack'>[] = [
  { word: 'desired', key: 'desired', kind: 'whole', from: 0, to: 100, example: '2', help: 'tasks to begin with' },
  { word: 'min', key: 'min', kind: 'whole', from: 0, to: 100, example: '2', help: 'fewest tasks that scaling keeps' },
  { word: 'max', key: 'max', kind: 'whole', from: 1, to: 100, example: '10', help: 'most tasks that scaling starts' },
  { word: 'cpu', key: 'cpu', kind: 'whole', values: CPU, example: '256', help: 'CPU units of a task, 1024 to a core' },
  { word: 'memory', key: 'memory', kind: 'whole', from: 512, to: 30720, example: '512', help: 'memory of a task, MiB' },
  {
    word: 'cpu-target',
    key: 'cpuTarget',
    kind: 'whole',
    from: 10,
    to: 95,
    example: '60',
    help: 'average CPU that scaling keeps, percent',
  },
  {
    word: 'minimum-healthy',
    key: 'minimumHealthy',
    kind: 'whole',
    from: 0,
    to: 100,
    example: '100',
    help: 'tasks that stay up in a deployment, percent of desired',
  },
  {
    word: 'maximum-percent',
    key: 'maximumPercent',
    kind: 'whole',
    from: 100,
    to: 400,
    example: '200',
    help: 'tasks there may be in a deployment, percent of desired',
  },
  {
    word: 'launch-type',
    key: 'launchType',
    kind: 'text',
    values: ['fargate', 'ec2'],
    example: 'fargate',
    help: 'fargate, or ec2: container instances of its own',
  },
  {
    word: 'instances',
    key: 'instances',
    kind: 'whole',
    from: 1,
    to: 20,
    example: '2',
    help: 'container instances, with --launch-type ec2',
  },
  {
    word: 'service-discovery',
    key: 'serviceDiscovery',
    kind: 'yes',
    example: '',
    help: 'a name in the private namespace primes.internal',
  },
];

const bot: Omit<StackOption, 'stack'>[] = [
  {
    word: 'operate',
    key: 'operate',
    kind: 'yes',
    example: '',
    help: 'people may deploy and scale through it; without, it only looks',
  },
  {
    word: 'clusters',
    key: 'clusters',
    kind: 'list',
    example: 'primes',
    help: 'clusters it looks after; all of the region where left out',
  },
  {
    word: 'pass-roles',
    key: 'passRoles',
    kind: 'list',
    example: 'arn:…,arn:…',
    help: "with --operate: the roles of your services' tasks, which a deployment hands on",
  },
  {
    word: 'watch',
    key: 'watch',
    kind: 'list',
    example: 'primes/primes-api',
    help: 'services whose alarms and scaling it announces; all where left out',
  },
  {
    word: 'operators',
    key: 'operators',
    kind: 'list',
    example: 'U0123,U0456',
    help: 'Slack user ids of those who may deploy and scale',
  },
  {
    word: 'administrators',
    key: 'administrators',
    kind: 'list',
    example: 'U0123',
    help: 'Slack user ids of those who may do everything',
  },
  { word: 'alerts-channel', key: 'alertsChannel', kind: 'text', example: '"#alerts"', help: 'where it speaks unasked' },
  {
    word: 'command',
    key: 'command',
    kind: 'text',
    example: '/ecs',
    help: 'the slash command, as the Slack app declares it',
  },
];

const both = (stack: StackName): StackOption[] => [
  {
    stack,
    word: 'image',
    key: 'image',
    kind: 'text',
    example: '1.2.3',
    help: 'a tag of its repository, or an image URI',
  },
  {
    stack,
    word: 'vpc',
    key: 'vpc',
    kind: 'text',
    example: 'vpc-…',
    help: 'an existing VPC instead of a new one, with --subnets',
  },
  {
    stack,
    word: 'subnets',
    key: 'subnets',
    kind: 'list',
    example: 'subnet-…,subnet-…',
    help: 'its public subnets, two or more, in different zones',
  },
  {
    stack,
    word: 'log-days',
    key: 'logDays',
    kind: 'whole',
    values: retentionDays(),
    example: '30',
    help: 'how long logs are kept, days',
  },
];

/** Every option of every stack. */
export const STACK_OPTIONS: readonly StackOption[] = [
  ...both('primes'),
  ...primes.map((option) => ({ ...option, stack: 'primes' as const })),
  ...both('bot'),
  ...bot.map((option) => ({ ...option, stack: 'bot' as const })),
];
