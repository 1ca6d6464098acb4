import type { BotOptions } from './bot/bot.options';
import { RDS } from './bot/rds';
import type { PrimesOptions } from './primes/primes.options';

/**
 * On-demand prices of us-west-2 in US dollars, in round figures, an hour times 730. They are there to show the order of
 * magnitude before something is made; https://calculator.aws has the exact ones.
 */
const MONTH = 730;
const FARGATE_CORE = 0.04048 * MONTH;
const FARGATE_GIB = 0.004445 * MONTH;
const PUBLIC_ADDRESS = 0.005 * MONTH;
const LOAD_BALANCER = 0.0225 * MONTH + 6;
const T3_SMALL = 0.0208 * MONTH;
const VOLUME_30_GIB = 2.4;
const NAMESPACE = 0.5;
const SECRET = 0.4;
const SMALL_CHANGE = 1;
const T4G_MICRO_DATABASE = 0.016 * MONTH;
const DATABASE_GIB = 0.115;

/** One thing that is paid for. */
export interface Cost {
  what: string;
  /** US dollars a month. */
  dollars: number;
}

/** What the primes stack costs a month while it idles at its desired count. */
export function primesCosts(options: PrimesOptions): Cost[] {
  const capacity =
    options.launchType === 'ec2'
      ? {
          what: `${options.instances} container instances (t3.small)`,
          dollars: options.instances * (T3_SMALL + PUBLIC_ADDRESS + VOLUME_30_GIB),
        }
      : { what: `${options.desired} tasks on Fargate`, dollars: options.desired * task(options.cpu, options.memory) };
  return [
    { what: 'load balancer with its two public addresses', dollars: LOAD_BALANCER + 2 * PUBLIC_ADDRESS },
    capacity,
    ...(options.serviceDiscovery ? [{ what: 'private namespace', dollars: NAMESPACE }] : []),
    { what: 'images, logs and alarms', dollars: SMALL_CHANGE },
  ];
}

/** What the bot costs a month. */
export const botCosts = ({ desired, database }: BotOptions): Cost[] => [
  { what: `${desired} task${desired === 1 ? '' : 's'} on Fargate`, dollars: desired * task(256, 512) },
  ...(database === 'rds' ? [rdsCost()] : []),
  { what: 'secret, images and logs', dollars: SECRET + SMALL_CHANGE },
];

/** What a database of its own costs a month. */
export const rdsCost = (): Cost => ({
  what: `PostgreSQL on RDS (${RDS.instanceClass}, ${RDS.storageGib} GiB), its backups and its secret`,
  dollars: T4G_MICRO_DATABASE + RDS.storageGib * DATABASE_GIB + SECRET,
});

/** Lines to read, with the sum. */
export function costLines(costs: Cost[]): string[] {
  const sum = costs.reduce((total, { dollars }) => total + dollars, 0);
  return [
    `About $${round(sum)} a month (us-west-2, on demand, idle):`,
    ...costs.map(({ what, dollars }) => `  $${round(dollars)}`.padEnd(8) + what),
  ];
}

/** @param cpu units of 1/1024 of a core @param memory MiB @returns dollars a month, with the task's public address */
const task = (cpu: number, memory: number): number =>
  (cpu / 1024) * FARGATE_CORE + (memory / 1024) * FARGATE_GIB + PUBLIC_ADDRESS;

const round = (dollars: number): number => Math.max(dollars > 0 ? 1 : 0, Math.round(dollars));
