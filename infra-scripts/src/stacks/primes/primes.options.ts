import type { Kept } from '../kept';

/** What can be chosen about the primes stack. Times in seconds, memory in MiB, CPU in units of 1/1024 of a core. */
export interface PrimesOptions {
  /** A tag of the stack's own repository, or a whole image URI. */
  image: string;
  desired: number;
  min: number;
  max: number;
  cpu: number;
  memory: number;
  /** Average CPU, in percent of what is reserved, that target tracking keeps. */
  cpuTarget: number;
  minimumHealthy: number;
  maximumPercent: number;
  /** An existing VPC; with `subnets`, public ones in two availability zones. A new VPC where it is left out. */
  vpc?: string;
  subnets?: string[];
  launchType: 'fargate' | 'ec2';
  /** Container instances, where the launch type is `ec2`. */
  instances: number;
  serviceDiscovery: boolean;
  logDays: number;
  /** Whether `down` leaves the repository and the log group. */
  keep: boolean;
}

export const PRIMES_DEFAULTS: PrimesOptions = {
  image: '1.0.0',
  desired: 2,
  min: 2,
  max: 10,
  cpu: 256,
  memory: 512,
  cpuTarget: 60,
  minimumHealthy: 100,
  maximumPercent: 200,
  launchType: 'fargate',
  instances: 2,
  serviceDiscovery: false,
  logDays: 30,
  keep: false,
};

/** What is known about the account beside what was chosen. */
export interface PrimesCircumstances extends Kept {
  /** Nothing but the repository, for images to be pushed before a service needs one. */
  firstOnly?: boolean;
}

/** The names that chat, alarms and docs use. */
export const NAMES = {
  stack: 'primes',
  cluster: 'primes',
  service: 'primes-api',
  repository: 'primes-api',
  balancer: 'primes',
  logGroup: '/ecs/primes-api',
  namespace: 'primes.internal',
} as const;
