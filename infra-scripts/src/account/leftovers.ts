import { DeleteLogGroupCommand, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DeleteRepositoryCommand, DescribeRepositoriesCommand } from '@aws-sdk/client-ecr';
import { DeleteSecretCommand, DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import type { Kept } from '../stacks/kept';
import type { StackKind } from '../stacks/stack-kinds';
import type { Account } from './account';

/** What of a stack's named things stands in the account, inside the stack or left by an earlier one. */
export async function standingThings({ ecr, logs, secrets }: Account, { names }: StackKind): Promise<Kept> {
  const [keptRepository, keptLogGroup, keptSecret] = await Promise.all([
    found(async () => {
      await ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [names.repository] }));
      return true;
    }),
    found(async () => {
      const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: names.logGroup }));
      return logGroups?.some(({ logGroupName }) => logGroupName === names.logGroup) || undefined;
    }),
    names.secret === undefined
      ? undefined
      : found(async () => {
          const { ARN, DeletedDate } = await secrets.send(new DescribeSecretCommand({ SecretId: names.secret }));
          return DeletedDate ? undefined : ARN;
        }),
  ]);
  return { keptRepository, keptLogGroup, keptSecret };
}

/** Removes what is left of a stack that is gone, the images with their repository and the secret without its week of grace. */
export async function removeLeftovers(account: Account, { names }: StackKind, left: Kept): Promise<void> {
  const { ecr, logs, secrets } = account;
  if (left.keptRepository) {
    await ecr.send(new DeleteRepositoryCommand({ repositoryName: names.repository, force: true }));
  }
  if (left.keptLogGroup) await logs.send(new DeleteLogGroupCommand({ logGroupName: names.logGroup }));
  if (left.keptSecret) {
    await secrets.send(new DeleteSecretCommand({ SecretId: left.keptSecret, ForceDeleteWithoutRecovery: true }));
  }
}

/** For a person: "repository primes-api". */
export function leftoverWords({ names }: StackKind, left: Kept): string[] {
  return [
    ...(left.keptRepository ? [`repository ${names.repository} with its images`] : []),
    ...(left.keptLogGroup ? [`log group ${names.logGroup}`] : []),
    ...(left.keptSecret ? [`secret ${names.secret}`] : []),
  ];
}

async function found<T>(look: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (/NotFound/.test((error as Error).name)) return undefined;
    throw error;
  }
}
