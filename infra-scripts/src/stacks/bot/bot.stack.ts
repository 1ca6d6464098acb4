import { aws_ecr as ecr, aws_secretsmanager as secretsmanager, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { aws_ec2 as ec2, StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { accept } from '../accepted';
import { keptOrNewLogs, keptOrNewRepository, markKept } from '../kept';
import { network } from '../network';
import { output } from '../output';
import { BOT_NAMES, type BotCircumstances, type BotOptions } from './bot.options';
import { databaseBySecret, type BotDatabase } from './database';
import { rdsDatabase } from './rds';
import { lookRole, operateRole } from './roles';
import { botService } from './service';

/** What has to be filled before a service can start. */
interface Stores {
  repository: ecr.IRepository;
  secret: secretsmanager.ISecret;
}

/** The bot as a service of its own: its image, its Slack tokens, its roles, where it remembers, and nothing that listens. */
export class BotStack extends Stack {
  constructor(
    scope: Construct,
    private readonly options: BotOptions,
    private readonly circumstances: BotCircumstances,
    props: StackProps,
  ) {
    super(scope, BOT_NAMES.stack, props);
    const { firstOnly, databaseOnly, databaseStands } = circumstances;
    const stores = databaseOnly ? undefined : this.stores();
    const hasRds = options.database === 'rds' && (!firstOnly || databaseStands === true);
    if (firstOnly && !hasRds) return;
    const vpc = network(this, { ...options, isolated: hasRds });
    const database = this.database(vpc);
    if (stores && !firstOnly) this.service(vpc, stores, database);
  }

  private stores(): Stores {
    const { options, circumstances } = this;
    const repository = keptOrNewRepository(this, BOT_NAMES.repository, options.keep, circumstances);
    const secret = this.secret();
    output(this, 'RepositoryUri', repository.repositoryUri);
    output(this, 'SecretArn', secret.secretArn);
    return { repository, secret };
  }

  /** Made empty: its values come from a person and must be seen in no template. */
  private secret(): secretsmanager.ISecret {
    const { keep } = this.options;
    const { keptSecret } = this.circumstances;
    if (keptSecret) return secretsmanager.Secret.fromSecretCompleteArn(this, 'Slack', keptSecret);
    const made = new secretsmanager.CfnSecret(this, 'SlackSecret', {
      name: BOT_NAMES.secret,
      description: 'The Slack tokens of ecs-chatops: SLACK_BOT_TOKEN and SLACK_APP_TOKEN',
    });
    accept(made, 'SMG4', 'Slack tokens are rotated in Slack; AWS cannot make new ones.');
    made.applyRemovalPolicy(keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
    if (keep) markKept(made);
    return secretsmanager.Secret.fromSecretCompleteArn(this, 'Slack', made.ref);
  }

  private database(vpc: ec2.IVpc): BotDatabase | undefined {
    const { database, databaseSecret } = this.options;
    if (database === 'rds') return rdsDatabase(this, vpc, this.circumstances.databaseUnprotected !== true);
    return databaseSecret === undefined ? undefined : databaseBySecret(this, databaseSecret);
  }

  private service(vpc: ec2.IVpc, stores: Stores, database: BotDatabase | undefined): void {
    const { options, circumstances } = this;
    const { look = [], operate = [] } = circumstances.policies ?? {};
    const looking = lookRole(this, look);
    const service = botService(
      this,
      {
        vpc,
        ...stores,
        database,
        logGroup: keptOrNewLogs(this, BOT_NAMES.logGroup, options, circumstances),
        lookRole: looking,
        operateRole: options.operate ? operateRole(this, looking, operate) : undefined,
      },
      options,
    );
    output(this, 'ClusterName', service.cluster.clusterName);
    output(this, 'ServiceName', service.serviceName);
  }
}
