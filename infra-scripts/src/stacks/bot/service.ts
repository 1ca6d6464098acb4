import {
  aws_ec2 as ec2,
  aws_ecr as ecr,
  aws_ecs as ecs,
  aws_iam as iam,
  aws_logs as logs,
  aws_secretsmanager as secretsmanager,
  Duration,
  Stack,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { accept, acceptLogStreams, INSIGHTS, LOGIN } from '../accepted';
import { imageOf } from '../image';
import { BOT_NAMES, SECRET_KEYS, type BotOptions } from './bot.options';
import type { BotDatabase } from './database';

const HEALTH_PORT = 3000;
/** Where its image has a folder to write to, which belongs to its user: bot/Dockerfile. */
const DATA = { name: 'data', path: '/data' };

export interface BotParts {
  vpc: ec2.IVpc;
  repository: ecr.IRepository;
  logGroup: logs.ILogGroup;
  secret: secretsmanager.ISecret;
  lookRole: iam.Role;
  operateRole: iam.Role | undefined;
  database: BotDatabase | undefined;
}

/** The bot on Fargate in Socket Mode: it opens connections and takes none. */
export function botService(scope: Construct, parts: BotParts, options: BotOptions): ecs.FargateService {
  const { vpc } = parts;
  const cluster = new ecs.Cluster(scope, 'Cluster', { vpc, clusterName: BOT_NAMES.cluster });
  accept(cluster, 'ECS4', INSIGHTS);
  const securityGroup = new ec2.SecurityGroup(scope, 'SecurityGroup', {
    vpc,
    description: 'ecs-chatops bot: HTTPS to Slack and AWS, nothing comes in',
    allowAllOutbound: false,
  });
  securityGroup.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(443), 'HTTPS to Slack and AWS');
  parts.database?.admit(securityGroup);
  return new ecs.FargateService(scope, 'Service', {
    cluster,
    taskDefinition: task(scope, parts, options),
    serviceName: BOT_NAMES.service,
    desiredCount: options.desired,
    // Bots on one database divide the work. Without it the old one ends first: two would announce everything twice.
    minHealthyPercent: parts.database ? 100 : 0,
    maxHealthyPercent: parts.database ? 200 : 100,
    circuitBreaker: { enable: true, rollback: true },
    securityGroups: [securityGroup],
    vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
    assignPublicIp: true,
  });
}

function task(scope: Construct, parts: BotParts, options: BotOptions): ecs.FargateTaskDefinition {
  const { repository, logGroup, secret, lookRole, database } = parts;
  const taskDefinition = new ecs.FargateTaskDefinition(scope, 'Task', {
    family: BOT_NAMES.service,
    cpu: 256,
    memoryLimitMiB: 512,
    taskRole: lookRole,
    // On the task's own disk, and gone with it.
    volumes: [{ name: DATA.name }],
  });
  const probe = `fetch('http://127.0.0.1:${HEALTH_PORT}/health/live').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))`;
  const container = taskDefinition.addContainer('bot', {
    image: imageOf(options.image, repository),
    readonlyRootFilesystem: true,
    stopTimeout: Duration.seconds(30),
    environment: { ...environment(scope, parts, options), ...database?.environment },
    secrets: {
      ...Object.fromEntries(SECRET_KEYS.map((key) => [key, ecs.Secret.fromSecretsManager(secret, key)])),
      ...database?.secrets,
    },
    logging: ecs.LogDrivers.awsLogs({ logGroup, streamPrefix: 'bot' }),
    healthCheck: { command: ['CMD', 'node', '-e', probe], startPeriod: Duration.seconds(30) },
  });
  container.addMountPoints({ containerPath: DATA.path, sourceVolume: DATA.name, readOnly: false });
  accept(
    taskDefinition,
    'ECS2',
    'The settings are no secrets; the Slack tokens and what opens the database come from Secrets Manager.',
  );
  accept(taskDefinition.obtainExecutionRole(), 'IAM5[Resource::*]', LOGIN);
  acceptLogStreams(taskDefinition.obtainExecutionRole(), BOT_NAMES.logGroup);
  return taskDefinition;
}

/** The bot's settings; what is empty is left to the bot's own default. */
function environment(scope: Construct, { operateRole }: BotParts, options: BotOptions): Record<string, string> {
  const stack = Stack.of(scope);
  const place = {
    name: 'default',
    region: stack.region,
    clusters: options.clusters,
    operateRole: operateRole?.roleArn,
  };
  const settings = {
    NODE_ENV: 'production',
    PORT: String(HEALTH_PORT),
    DATA_DIR: DATA.path,
    COMMAND: options.command,
    ALERTS_CHANNEL: options.alertsChannel,
    OPERATORS: options.operators.join(','),
    ADMINISTRATORS: options.administrators.join(','),
    WATCH: options.watch.join(','),
    ENVIRONMENTS: operateRole ? stack.toJsonString([place]) : '',
    CLUSTERS: operateRole ? '' : options.clusters.join(','),
  };
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== ''));
}
