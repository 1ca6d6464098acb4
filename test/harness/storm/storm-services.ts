import { DescribeTaskDefinitionCommand, ECSClient, ListServiceDeploymentsCommand } from '@aws-sdk/client-ecs';
import {
  CloudWatchClient,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
  type StateValue,
} from '@aws-sdk/client-cloudwatch';
import type { clientOf } from '../stack';
import { inEcr, World } from '../world';

/** What AWS says of a service at one moment. */
export interface Truth {
  desired: number;
  /** The tag that it is set to. */
  version: string;
  /** Nothing is under way. */
  steady: boolean;
  /** Arns of all its deployments so far. */
  deployments: string[];
}

/** The services that a storm goes over, each with an alarm for its CPU; and what AWS says of them. */
export class StormServices {
  private readonly ecs: ECSClient;
  private readonly cloudwatch: CloudWatchClient;
  private readonly world: World;

  constructor(client: ReturnType<typeof clientOf>) {
    this.ecs = new ECSClient(client);
    this.cloudwatch = new CloudWatchClient(client);
    this.world = new World(client);
  }

  async create(name: string): Promise<void> {
    const container = { name: 'app', image: inEcr('primes-api:1.0.0'), portMappings: [{ containerPort: 80 }] };
    await this.world.service(name, [container], {
      desiredCount: 1,
      deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
    });
    await this.cloudwatch.send(
      new PutMetricAlarmCommand({
        AlarmName: alarmOf(name),
        Namespace: 'AWS/ECS',
        MetricName: 'CPUUtilization',
        Dimensions: [
          { Name: 'ClusterName', Value: 'primes' },
          { Name: 'ServiceName', Value: name },
        ],
        Statistic: 'Average',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 1000,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      }),
    );
  }

  async alarm(name: string, StateValue: StateValue): Promise<void> {
    const set = { AlarmName: alarmOf(name), StateValue, StateReason: 'The storm' };
    await this.cloudwatch.send(new SetAlarmStateCommand(set));
  }

  async truth(name: string): Promise<Truth> {
    const { desiredCount = 0, runningCount, taskDefinition = '', deployments = [] } = await this.world.described(name);
    const { serviceDeployments = [] } = await this.ecs.send(
      new ListServiceDeploymentsCommand({ cluster: 'primes', service: name, maxResults: 100 }),
    );
    const isDone = deployments.length === 1 && deployments[0]?.rolloutState === 'COMPLETED';
    return {
      desired: desiredCount,
      version: taskDefinition && (await this.versionOf(taskDefinition)),
      steady: isDone && runningCount === desiredCount,
      deployments: serviceDeployments.map(({ serviceDeploymentArn = '' }) => serviceDeploymentArn),
    };
  }

  private async versionOf(taskDefinition: string): Promise<string> {
    const described = await this.ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
    return described.taskDefinition!.containerDefinitions![0]!.image!.split(':').at(-1)!;
  }
}

const alarmOf = (service: string): string => `${service}-cpu`;
