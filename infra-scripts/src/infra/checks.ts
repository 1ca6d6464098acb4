import type { AnyOptions } from '../stacks/stack-kinds';
import type { BotOptions } from '../stacks/bot/bot.options';
import type { PrimesOptions } from '../stacks/primes/primes.options';
import { Refusal } from '../terminal/failure';

const gibs = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_none, index) => (from + index) * 1024);

/** MiB that Fargate offers for so many CPU units. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html */
const FARGATE_MEMORY: Record<number, number[]> = {
  256: [512, 1024, 2048],
  512: gibs(1, 4),
  1024: gibs(2, 8),
  2048: gibs(4, 16),
  4096: gibs(8, 30),
};

/**
 * Whether options go together.
 * @throws Refusal with exit code 2 that says which do not, and what to write
 */
export function checkOptions(options: AnyOptions, sandbox: boolean): void {
  checkPlace(options);
  if ('launchType' in options) checkPrimes(options, sandbox);
  else checkDatabase(options, sandbox);
}

function checkPlace({ vpc, subnets }: Pick<AnyOptions, 'vpc' | 'subnets'>): void {
  if (vpc === undefined && subnets === undefined) return;
  if (vpc === undefined) throw new Refusal('--subnets goes with --vpc: name the VPC that they are of.', 2);
  if (!/^vpc-[0-9a-f]{8,17}$/.test(vpc))
    throw new Refusal(`--vpc is "${vpc}"; it must be a VPC's id, vpc-0123456789abcdef0.`, 2);
  const odd = subnets?.find((id) => !/^subnet-[0-9a-f]{8,17}$/.test(id));
  if (odd) throw new Refusal(`--subnets has "${odd}"; each must be a subnet's id, subnet-0123456789abcdef0.`, 2);
  if ((subnets?.length ?? 0) < 2) {
    throw new Refusal(
      '--vpc goes with --subnets and two public subnets in different availability zones: --subnets subnet-…,subnet-….',
      2,
    );
  }
}

function checkDatabase({ database, databaseSecret, desired }: BotOptions, sandbox: boolean): void {
  if (desired > 2) throw new Refusal(`--desired of the bot is 0, 1 or 2, not ${desired}: more are not faster.`, 2);
  if (desired === 2 && database === 'none' && databaseSecret === undefined) {
    throw new Refusal(
      'Two bots without a database would say everything twice: --desired 2 goes with --database rds or --database-secret.',
      2,
    );
  }
  if (database !== 'rds') return;
  if (databaseSecret !== undefined) {
    throw new Refusal(
      `--database rds makes a database, and --database-secret ${databaseSecret} names another: the bot remembers in one. ` +
        'Give the one you want with --reset, which forgets the other, and the options that are to stay.',
      2,
    );
  }
  if (sandbox) {
    throw new Refusal(
      'The sandbox has no RDS, so --database rds is for a real account. Nothing was changed. ' +
        'npm run infra -- synth bot --database rds shows what it would be.',
    );
  }
}

function checkPrimes({ min, max, desired, launchType, cpu, memory }: PrimesOptions, sandbox: boolean): void {
  if (min > max) throw new Refusal(`--min ${min} is more than --max ${max}.`, 2);
  if (desired > max) throw new Refusal(`--desired ${desired} is more than --max ${max}.`, 2);
  if (launchType === 'ec2' && sandbox) {
    throw new Refusal(
      'The sandbox has no container instances, so --launch-type ec2 is for a real account. ' +
        'npm run infra -- synth primes --launch-type ec2 shows what it would be.',
    );
  }
  if (launchType === 'fargate') checkFargate(cpu, memory);
}

function checkFargate(cpu: number, memory: number): void {
  const offered = FARGATE_MEMORY[cpu] ?? [];
  if (offered.includes(memory)) return;
  throw new Refusal(
    `Fargate has no task with ${cpu} CPU units and ${memory} MiB. For --cpu ${cpu}, --memory is one of ${offered.join(', ')}.`,
    2,
  );
}
