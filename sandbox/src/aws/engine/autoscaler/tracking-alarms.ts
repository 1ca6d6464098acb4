import { randomUUID } from 'node:crypto';
import type { AlarmDefinition } from '../alarms/alarm';
import type { MetricId } from '../metrics/metric-store';
import type { StatisticName } from '../metrics/statistic-set';

/** What a target tracking policy tracks. */
export interface TrackedMetric {
  metric: MetricId;
  statistic: StatisticName;
  unit?: string;
}

export interface TrackingPolicy {
  arn: string;
  resourceId: string;
  targetValue: number;
  disableScaleIn: boolean;
}

/** The alarms that target tracking makes for a policy: out after three minutes above the target, in after fifteen below nine tenths of it. */
export function trackingAlarms(
  policy: TrackingPolicy,
  tracked: TrackedMetric,
): { high: AlarmDefinition; low?: AlarmDefinition } {
  const creator = randomUUID();
  const action = `${policy.arn}:createdBy/${creator}`;
  const alarm = (side: 'High' | 'Low'): AlarmDefinition => ({
    alarmName: `TargetTracking-${policy.resourceId}-Alarm${side}-${randomUUID()}`,
    description: `DO NOT EDIT OR DELETE. For TargetTrackingScaling policy ${action}.`,
    actionsEnabled: true,
    okActions: [],
    alarmActions: [action],
    insufficientDataActions: [],
    ...tracked,
    period: 60,
    evaluationPeriods: side === 'High' ? 3 : 15,
    threshold: side === 'High' ? policy.targetValue : lowThreshold(policy.targetValue),
    comparison: side === 'High' ? 'GreaterThanThreshold' : 'LessThanThreshold',
    treatMissingData: 'missing',
  });
  return policy.disableScaleIn ? { high: alarm('High') } : { high: alarm('High'), low: alarm('Low') };
}

/** Nine tenths, without the tail of binary fractions: 70 gives 63. */
const lowThreshold = (target: number): number => Number((target * 0.9).toPrecision(12));
