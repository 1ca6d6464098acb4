import { aws_ec2 as ec2, aws_ecs as ecs, aws_rds as rds, Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { accept } from '../accepted';
import { output } from '../output';
import type { BotDatabase } from './database';

/** The smallest there is: what the bot remembers of ten thousand deployments is some 40 MB. */
export const RDS = { instanceClass: 'db.t4g.micro', storageGib: 20, backupDays: 7 } as const;
const NAME = 'chatops';

/**
 * A PostgreSQL of the bot's own: encrypted, reached by the bot alone, and not gone with the stack.
 * @param isProtected whether nobody can delete it; one that is being made is not, so that a stack that fails leaves none
 */
export function rdsDatabase(scope: Construct, vpc: ec2.IVpc, isProtected: boolean): BotDatabase {
  const securityGroup = new ec2.SecurityGroup(scope, 'DatabaseSecurityGroup', {
    vpc,
    description: 'ecs-chatops database: the bot comes in, nothing goes out',
    allowAllOutbound: false,
  });
  const instance = new rds.DatabaseInstance(scope, 'Database', {
    engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_17 }),
    instanceType: new ec2.InstanceType(RDS.instanceClass.replace('db.', '')),
    vpc,
    // A VPC that somebody brought is known by its public subnets alone; the address is a private one in any of them.
    vpcSubnets: { subnets: vpc.isolatedSubnets.length > 0 ? vpc.isolatedSubnets : vpc.publicSubnets },
    publiclyAccessible: false,
    securityGroups: [securityGroup],
    databaseName: NAME,
    credentials: rds.Credentials.fromGeneratedSecret(NAME),
    storageType: rds.StorageType.GP3,
    allocatedStorage: RDS.storageGib,
    storageEncrypted: true,
    backupRetention: Duration.days(RDS.backupDays),
    copyTagsToSnapshot: true,
    autoMinorVersionUpgrade: true,
    deletionProtection: isProtected,
    removalPolicy: RemovalPolicy.SNAPSHOT,
  });
  acceptFindings(instance);
  output(scope, 'DatabaseIdentifier', instance.instanceIdentifier);
  output(scope, 'DatabaseSecretArn', instance.secret!.secretArn);
  const { socketAddress } = instance.instanceEndpoint;
  return {
    environment: { DATABASE_URL: `postgres://${NAME}@${socketAddress}/${NAME}?sslmode=verify-full` },
    secrets: { DATABASE_PASSWORD: ecs.Secret.fromSecretsManager(instance.secret!, 'password') },
    admit: (bot) => instance.connections.allowDefaultPortFrom(bot, 'The bot'),
  };
}

function acceptFindings(instance: rds.DatabaseInstance): void {
  accept(
    instance,
    'RDS3',
    'A second instance doubles the price; without it the bot answers looks for as long as AWS takes.',
  );
  accept(instance, 'RDS11', 'Nothing but the bot gets to the port, whichever it is.');
  accept(instance, 'SMG4', 'A task reads it when it starts, and would lose the database with every rotation.');
}
