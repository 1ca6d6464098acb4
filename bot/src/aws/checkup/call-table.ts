import {
  DescribeScalableTargetsCommand,
  DescribeScalingActivitiesCommand,
  DescribeScalingPoliciesCommand,
  DescribeScheduledActionsCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import {
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  DescribeAlarmsForMetricCommand,
  GetMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { BatchGetImageCommand, DescribeImagesCommand, DescribePullThroughCacheRulesCommand } from '@aws-sdk/client-ecr';
import { DescribeTasksCommand } from '@aws-sdk/client-ecs';
import { DescribeTargetGroupsCommand, DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { DESIRED_COUNT, resourceId } from '../scaling/scalable-resource';
import { dimensionsOf } from '../cloudwatch/service-dimensions';
import { trackingAlarmPrefix } from '../cloudwatch/tracking-alarms';
import type { TrialCalls } from './calls';

const CPU = { Namespace: 'AWS/ECS', MetricName: 'CPUUtilization' } as const;
const MINUTE_MS = 60_000;

/**
 * Every permission to look, with the cheapest call that needs it, about a real service: a policy may allow the bot its
 * own services alone. One that was used on the way to another is not called twice.
 */
export const CALLS: Readonly<Record<string, (trial: TrialCalls) => Promise<unknown>>> = {
  'ecs:ListClusters': (trial) => trial.listClusters(),
  'ecs:ListServices': (trial) => trial.listServices(),
  'ecs:DescribeServices': (trial) => trial.describeService(),
  'ecs:DescribeTaskDefinition': (trial) => trial.describeTaskDefinition(),
  'ecs:ListTasks': (trial) => trial.listTasks(),
  'ecs:DescribeTasks': async ({ clients, cluster, task }) =>
    clients.ecs.send(new DescribeTasksCommand({ cluster: await cluster(), tasks: [await task()] })),
  'ecs:ListServiceDeployments': (trial) => trial.listServiceDeployments(),
  'ecs:DescribeServiceDeployments': (trial) => trial.describeServiceDeployment(),
  'ecs:DescribeServiceRevisions': (trial) => trial.describeServiceRevision(),
  'ecr:DescribeImages': async ({ registry, repository }) => {
    const { registryId, repositoryName } = await repository();
    return (await registry()).send(new DescribeImagesCommand({ registryId, repositoryName, maxResults: 1 }));
  },
  'ecr:BatchGetImage': async ({ registry, repository }) => {
    const { registryId, repositoryName } = await repository();
    const imageIds = [{ imageTag: 'latest' }];
    return (await registry()).send(new BatchGetImageCommand({ registryId, repositoryName, imageIds }));
  },
  'ecr:DescribePullThroughCacheRules': async ({ registry }) =>
    (await registry()).send(new DescribePullThroughCacheRulesCommand({ maxResults: 1 })),
  'elasticloadbalancing:DescribeTargetHealth': async ({ clients, targetGroup }) =>
    clients.elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: await targetGroup() })),
  'elasticloadbalancing:DescribeTargetGroups': async ({ clients, targetGroup }) =>
    clients.elb.send(new DescribeTargetGroupsCommand({ TargetGroupArns: [await targetGroup()] })),
  'application-autoscaling:DescribeScalableTargets': async ({ clients, subject }) =>
    clients.scaling.send(
      new DescribeScalableTargetsCommand({ ...DESIRED_COUNT, ResourceIds: [resourceId(await subject())] }),
    ),
  'application-autoscaling:DescribeScalingPolicies': async ({ clients, subject }) =>
    clients.scaling.send(
      new DescribeScalingPoliciesCommand({ ...DESIRED_COUNT, ResourceId: resourceId(await subject()) }),
    ),
  'application-autoscaling:DescribeScheduledActions': async ({ clients, subject }) =>
    clients.scaling.send(
      new DescribeScheduledActionsCommand({ ...DESIRED_COUNT, ResourceId: resourceId(await subject()) }),
    ),
  'application-autoscaling:DescribeScalingActivities': ({ clients }) =>
    clients.scaling.send(new DescribeScalingActivitiesCommand({ ServiceNamespace: 'ecs', MaxResults: 1 })),
  'cloudtrail:LookupEvents': ({ clients }) => clients.cloudtrail.send(new LookupEventsCommand({ MaxResults: 1 })),
  'logs:GetLogEvents': async ({ clients, clientsIn, log }) => {
    const { region, ...stream } = await log();
    const { logs } = region === undefined ? clients : clientsIn(region);
    return logs.send(new GetLogEventsCommand({ ...stream, limit: 1 })).catch(unlessStreamMissing);
  },
  'secretsmanager:DescribeSecret': async ({ clientsIn, secret }) => {
    const { secret: SecretId, region } = await secret();
    return clientsIn(region).secrets.send(new DescribeSecretCommand({ SecretId }));
  },
  'cloudwatch:DescribeAlarms': async ({ clients, subject }) =>
    clients.cloudwatch.send(
      new DescribeAlarmsCommand({ AlarmNamePrefix: trackingAlarmPrefix(await subject()), MaxRecords: 1 }),
    ),
  'cloudwatch:DescribeAlarmsForMetric': async (trial) =>
    trial.clients.cloudwatch.send(
      new DescribeAlarmsForMetricCommand({ ...CPU, Dimensions: dimensionsOf(await trial.subject()) }),
    ),
  'cloudwatch:DescribeAlarmHistory': ({ clients }) =>
    clients.cloudwatch.send(new DescribeAlarmHistoryCommand({ HistoryItemType: 'StateUpdate', MaxRecords: 1 })),
  'cloudwatch:GetMetricData': async (trial) =>
    trial.clients.cloudwatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(trial.now - 5 * MINUTE_MS),
        EndTime: new Date(trial.now),
        MetricDataQueries: [
          {
            Id: 'cpu',
            MetricStat: {
              Metric: { ...CPU, Dimensions: dimensionsOf(await trial.subject()) },
              Period: 60,
              Stat: 'Average',
            },
          },
        ],
      }),
    ),
};

/** AWS looks for the stream once it has found that its group is there and may be read. */
function unlessStreamMissing(error: unknown): void {
  if (!(error instanceof Error) || !/log stream does not exist/.test(error.message)) throw error;
}
