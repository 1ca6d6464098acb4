import { aws_ec2 as ec2, aws_ecs as ecs, aws_secretsmanager as secretsmanager } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

const POSTGRESQL_PORT = 5432;

/** The bot's setting that takes it away from its own file, with where ECS finds its value; none without a secret. */
export function databaseUrl(scope: Construct, nameOrArn: string | undefined): Record<string, ecs.Secret> {
  if (nameOrArn === undefined) return {};
  const secret = nameOrArn.startsWith('arn:')
    ? secretsmanager.Secret.fromSecretCompleteArn(scope, 'Database', nameOrArn)
    : secretsmanager.Secret.fromSecretNameV2(scope, 'Database', nameOrArn);
  return { DATABASE_URL: ecs.Secret.fromSecretsManager(secret) };
}

/** Lets the bot out to its database, wherever that is: only the secret's value knows. */
export function letOutToDatabase(securityGroup: ec2.SecurityGroup, nameOrArn: string | undefined): void {
  if (nameOrArn === undefined) return;
  securityGroup.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(POSTGRESQL_PORT), 'PostgreSQL of its database secret');
}
