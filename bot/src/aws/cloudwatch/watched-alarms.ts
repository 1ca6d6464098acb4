import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchClient, MetricAlarm } from '@aws-sdk/client-cloudwatch';

import { metricWords } from '../scaling/scaling-metrics';

/** What an alarm watches, as far as announcements need it. */
export interface WatchedAlarm {
  name: string;
  cluster: string;
  service: string;
  /** `CPU`, `memory`, `requests per target`, or the metric's own name. */
  metric: string;
  /** It triggers above its threshold, not below. */
  above: boolean;
  threshold: number;
  /** Over how many minutes it is measured. */
  minutes: number;
}

/**
 * DescribeAlarms takes so many names, and answers with 50 of them unless it is told otherwise.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
 */
const NAMES_A_CALL = 100;
/** Definitions change rarely; target tracking replaces its alarms under new names. */
const FORGET_MS = 10 * 60_000;
const TRACKING_NAME = /^TargetTracking-service\/([^/]+)\/(.+)-Alarm(?:High|Low)-/;

/** Definitions of one environment's alarms by name, asked for once and kept for a while: heavy use of DescribeAlarms can starve ECS's own. */
export class WatchedAlarms {
  private readonly known = new Map<string, { alarm: WatchedAlarm | undefined; at: number }>();

  /** By name; an alarm that watches no ECS service, or is gone, is not among them. */
  async named(cloudwatch: CloudWatchClient, names: readonly string[], now: number): Promise<Map<string, WatchedAlarm>> {
    const missing = [...new Set(names)].filter((name) => now - (this.known.get(name)?.at ?? 0) > FORGET_MS);
    for (let at = 0; at < missing.length; at += NAMES_A_CALL) {
      const AlarmNames = missing.slice(at, at + NAMES_A_CALL);
      const { MetricAlarms = [] } = await cloudwatch.send(
        new DescribeAlarmsCommand({ AlarmNames, MaxRecords: NAMES_A_CALL }),
      );
      for (const name of AlarmNames) {
        const found = MetricAlarms.find(({ AlarmName }) => AlarmName === name);
        this.known.set(name, { alarm: found && watchedAlarm(name, found), at: now });
      }
    }
    const pairs = names.map((name) => [name, this.known.get(name)?.alarm] as const);
    return new Map(pairs.filter((pair): pair is [string, WatchedAlarm] => pair[1] !== undefined));
  }
}

/** Undefined for an alarm that watches no ECS service. */
export function watchedAlarm(name: string, alarm: MetricAlarm): WatchedAlarm | undefined {
  const dimension = (wanted: string) => alarm.Dimensions?.find(({ Name }) => Name === wanted)?.Value;
  const [, trackedCluster, trackedService] = TRACKING_NAME.exec(name) ?? [];
  const cluster = dimension('ClusterName') ?? trackedCluster;
  const service = dimension('ServiceName') ?? trackedService;
  if (!cluster || !service) return undefined;
  const { MetricName = '', ComparisonOperator = '', Threshold = 0, Period = 60, EvaluationPeriods = 1 } = alarm;
  return {
    name,
    cluster,
    service,
    metric: metricWords(MetricName),
    above: ComparisonOperator.startsWith('GreaterThan'),
    threshold: Threshold,
    minutes: Math.max(1, Math.round((Period * EvaluationPeriods) / 60)),
  };
}
