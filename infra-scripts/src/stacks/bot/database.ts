import { aws_ec2 as ec2, aws_ecs as ecs, aws_secretsmanager as secretsmanager } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

const POSTGRESQL_PORT = 5432;

/** A PostgreSQL in which the bot remembers, instead of on the disk of its task. */
export interface BotDatabase {
  /** Settings of the bot. */
  environment: Record<string, string>;
  /** Settings that are secret, with where ECS finds their values. */
  secrets: Record<string, ecs.Secret>;
  /** Opens the way between it and the bot. */
  admit(bot: ec2.SecurityGroup): void;
}

/** Somebody else's, by the name or the whole ARN of a secret whose value is its URL. */
export function databaseBySecret(scope: Construct, nameOrArn: string): BotDatabase {
  const secret = nameOrArn.startsWith('arn:')
    ? secretsmanager.Secret.fromSecretCompleteArn(scope, 'Database', nameOrArn)
    : secretsmanager.Secret.fromSecretNameV2(scope, 'Database', nameOrArn);
  return {
    environment: {},
    secrets: { DATABASE_URL: ecs.Secret.fromSecretsManager(secret) },
    // Wherever it is, only the secret's value knows.
    admit: (bot) =>
      bot.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(POSTGRESQL_PORT), 'PostgreSQL of its database secret'),
  };
}
