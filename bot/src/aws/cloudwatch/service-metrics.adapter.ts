import { Injectable } from '@nestjs/common';
import {
  DescribeAlarmsCommand,
  DescribeAlarmsForMetricCommand,
  GetMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import type { MetricAlarm, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { Clock } from '../../kernel/clock';
import type { Datapoint, ServiceAlarm, ServiceLoad } from '../../domain/observations/observation.types';
import { ServiceMetrics } from '../../domain/observations/observations.port';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { AwsClients } from '../doors/aws-clients';
import { ask } from '../doors/aws-errors';
import { dimensionsOf } from './service-dimensions';
import { trackingAlarmPrefix } from './tracking-alarms';

/** How far back the newest minute is looked for: CloudWatch has a minute's point two or three minutes later. */
const LOOK_BACK_MS = 15 * 60_000;
const METRICS = ['CPUUtilization', 'MemoryUtilization'] as const;

/** What CloudWatch measures of a service. */
@Injectable()
export class ServiceMetricsAdapter extends ServiceMetrics {
  constructor(
    private readonly clients: AwsClients,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async load(ref: ServiceRef): Promise<ServiceLoad> {
    const { cloudwatch } = this.clients.look(ref.environment);
    const now = this.clock.now();
    const { MetricDataResults = [] } = await ask(
      ref,
      cloudwatch.send(
        new GetMetricDataCommand({
          StartTime: new Date(now - LOOK_BACK_MS),
          EndTime: new Date(now),
          ScanBy: 'TimestampDescending',
          MetricDataQueries: METRICS.map((MetricName) => ({
            Id: MetricName.toLowerCase(),
            MetricStat: {
              Metric: { Namespace: 'AWS/ECS', MetricName, Dimensions: dimensionsOf(ref) },
              Period: 60,
              Stat: 'Average',
            },
          })),
        }),
      ),
    );
    const [cpu, memory] = METRICS.map((name) => newest(MetricDataResults.find(({ Id }) => Id === name.toLowerCase())));
    return { ...(cpu ? { cpu } : {}), ...(memory ? { memory } : {}) };
  }

  /** Target tracking's by their names' beginning, others by the metrics they watch: never all alarms of the account. */
  override async alarms(ref: ServiceRef): Promise<ServiceAlarm[]> {
    const { cloudwatch } = this.clients.look(ref.environment);
    const tracking = cloudwatch.send(new DescribeAlarmsCommand({ AlarmNamePrefix: trackingAlarmPrefix(ref) }));
    const watching = METRICS.map((MetricName) =>
      cloudwatch.send(
        new DescribeAlarmsForMetricCommand({ Namespace: 'AWS/ECS', MetricName, Dimensions: dimensionsOf(ref) }),
      ),
    );
    const answers = await ask(ref, Promise.all([tracking, ...watching]));
    const byName = new Map(
      answers.flatMap(({ MetricAlarms = [] }) => MetricAlarms).map((alarm) => [alarm.AlarmName ?? '', alarm]),
    );
    return [...byName.values()].map((alarm) => alarmOf(ref, alarm));
  }
}

function newest(result: MetricDataResult | undefined): Datapoint | undefined {
  const [percent] = result?.Values ?? [];
  const [at] = result?.Timestamps ?? [];
  return percent === undefined || at === undefined ? undefined : { percent, at: at.getTime() };
}

function alarmOf(ref: ServiceRef, alarm: MetricAlarm): ServiceAlarm {
  const name = alarm.AlarmName ?? '';
  const state = alarm.StateValue ?? 'INSUFFICIENT_DATA';
  const tracking = !name.startsWith(trackingAlarmPrefix(ref))
    ? undefined
    : name.includes('-AlarmLow-')
      ? 'low'
      : 'high';
  return {
    name,
    state,
    since: (alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp)?.getTime() ?? 0,
    reason: alarm.StateReason ?? '',
    metric: alarm.MetricName ?? '',
    threshold: alarm.Threshold ?? 0,
    ...(tracking ? { tracking } : {}),
    idle: tracking === 'low' && state === 'ALARM',
  };
}
