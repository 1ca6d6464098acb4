import type { Account } from '../account/account';
import { standingStack } from '../account/standing-stack';
import type { BotOptions } from '../stacks/bot/bot.options';
import { NAMES } from '../stacks/primes/primes.options';

/** What the bot is told about the primes stack, where that stands and nothing else was chosen. */
export async function fromPrimes({ cloudformation }: Account): Promise<Partial<BotOptions>> {
  const primes = await standingStack(cloudformation, NAMES.stack);
  const { ClusterName, TaskRoleArn, ExecutionRoleArn } = primes?.outputs ?? {};
  if (!ClusterName) return {};
  return { clusters: [ClusterName], passRoles: [TaskRoleArn, ExecutionRoleArn].filter((arn) => arn !== undefined) };
}
