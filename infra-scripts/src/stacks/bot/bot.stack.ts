import { aws_ecr as ecr, aws_secretsmanager as secretsmanager, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { accept } from '../accepted';
import { keptOrNewLogs, keptOrNewRepository, markKept } from '../kept';
import { network } from '../network';
import { output } from '../output';
import { BOT_NAMES, type BotCircumstances, type BotOptions } from './bot.options';
import { lookRole, operateRole } from './roles';
import { botService } from './service';

/** The bot as a service of its own: its image, its Slack tokens, its roles, and nothing that listens. */
export class BotStack extends Stack {
  constructor(scope: Construct, options: BotOptions, circumstances: BotCircumstances, props: StackProps) {
    super(scope, BOT_NAMES.stack, props);
    const repository = keptOrNewRepository(this, BOT_NAMES.repository, options.keep, circumstances);
    const secret = this.secret(options, circumstances);
    output(this, 'RepositoryUri', repository.repositoryUri);
    output(this, 'SecretArn', secret.secretArn);
    if (!circumstances.firstOnly) this.service(options, circumstances, repository, secret);
  }

  /** Made empty: its values come from a person and must be seen in no template. */
  private secret({ keep }: BotOptions, { keptSecret }: BotCircumstances): secretsmanager.ISecret {
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

  private service(
    options: BotOptions,
    circumstances: BotCircumstances,
    repository: ecr.IRepository,
    secret: secretsmanager.ISecret,
  ): void {
    const { look = [], operate = [] } = circumstances.policies ?? {};
    const looking = lookRole(this, look);
    const service = botService(
      this,
      {
        vpc: network(this, options),
        repository,
        secret,
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
