import type { MetricId } from '../metrics/metric-store';
import type { StatisticName } from '../metrics/statistic-set';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

export type Comparison =
  | 'GreaterThanOrEqualToThreshold'
  | 'GreaterThanThreshold'
  | 'LessThanThreshold'
  | 'LessThanOrEqualToThreshold';

/** What an alarm does about periods without data; CloudWatch's default is `missing`. */
export type MissingData = 'breaching' | 'notBreaching' | 'ignore' | 'missing';

/** What PutMetricAlarm says of an alarm on one metric. What was left out stays left out, as in DescribeAlarms. */
export interface AlarmDefinition {
  alarmName: string;
  description?: string;
  actionsEnabled: boolean;
  okActions: readonly string[];
  alarmActions: readonly string[];
  insufficientDataActions: readonly string[];
  metric: MetricId;
  statistic: StatisticName;
  /** AWS seconds. */
  period: number;
  unit?: string;
  evaluationPeriods: number;
  datapointsToAlarm?: number;
  threshold: number;
  comparison: Comparison;
  treatMissingData?: MissingData;
}

/** An alarm and the state it is in. Times are epoch ms. */
export interface Alarm extends AlarmDefinition {
  arn: string;
  configurationUpdatedAt: number;
  state: AlarmState;
  reason: string;
  /** JSON, absent until the alarm was evaluated. */
  reasonData?: string;
  stateUpdatedAt: number;
  stateTransitionedAt: number;
}

/** A state and CloudWatch's words for why. */
export interface StateChange {
  state: AlarmState;
  reason: string;
  /** JSON. */
  reasonData?: string;
}

/** The action ARNs that belong to the state an alarm is in. */
export const actionsOf = (alarm: Alarm): readonly string[] => alarm[ACTIONS[alarm.state]];

const ACTIONS = {
  OK: 'okActions',
  ALARM: 'alarmActions',
  INSUFFICIENT_DATA: 'insufficientDataActions',
} as const;

/** Whether an action is a scaling policy's: CloudWatch repeats those each period for as long as the alarm stays in its state. */
export const isScalingAction = (arn: string): boolean => /^arn:[^:]+:autoscaling:/.test(arn);
