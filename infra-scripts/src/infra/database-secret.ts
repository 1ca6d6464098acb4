import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import type { Account } from '../account/account';
import { RDS } from '../stacks/bot/rds';
import type { AnyOptions } from '../stacks/stack-kinds';
import { Refusal } from '../terminal/failure';

/** What a person should know of what the bot of these options remembers; nothing of other stacks. */
export function memoryLines(options: AnyOptions): string[] {
  if (!('alertsChannel' in options)) return [];
  if (options.database === 'rds') {
    return [
      `It remembers in a PostgreSQL of its own on RDS (${RDS.instanceClass}, ${RDS.storageGib} GiB, encrypted, backed up for ${RDS.backupDays} days), which takes some ten minutes to make. down leaves it.`,
    ];
  }
  if (options.databaseSecret !== undefined)
    return [`It remembers in the database of the secret ${options.databaseSecret}.`];
  return [
    'It remembers on the disk of its task, so a task that replaces another has forgotten all: deployments under way are not followed on by it,',
    'and it does not know what it said. --database rds makes it a PostgreSQL; --database-secret gives it one, by a secret whose value is postgres://user:password@host:5432/name.',
  ];
}

/**
 * Looks for the secret that is named, since a task that cannot get it does not start.
 * @throws Refusal where it is not there
 */
export async function checkDatabaseSecret({ secrets, region }: Account, options: AnyOptions): Promise<void> {
  const { databaseSecret: SecretId } = options as { databaseSecret?: string };
  if (SecretId === undefined) return;
  try {
    await secrets.send(new DescribeSecretCommand({ SecretId }));
  } catch (error) {
    if ((error as Error).name !== 'ResourceNotFoundException') throw error;
    throw new Refusal(
      `There is no secret ${SecretId} in ${region}. Make it, with the database's URL as its whole value: aws secretsmanager create-secret --name … --secret-string postgres://….`,
    );
  }
}
