import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { Alarm } from '../../engine/alarms/alarm';
import { dimensionList } from '../state/dimensions';

/** An alarm in the shape DescribeAlarms answers: what was never given is left out, the three lists of actions never are. */
export function metricAlarm(alarm: Alarm): MetricAlarm {
  return {
    AlarmName: alarm.alarmName,
    AlarmArn: alarm.arn,
    AlarmDescription: alarm.description,
    AlarmConfigurationUpdatedTimestamp: new Date(alarm.configurationUpdatedAt),
    ActionsEnabled: alarm.actionsEnabled,
    OKActions: [...alarm.okActions],
    AlarmActions: [...alarm.alarmActions],
    InsufficientDataActions: [...alarm.insufficientDataActions],
    StateValue: alarm.state,
    StateReason: alarm.reason,
    StateReasonData: alarm.reasonData,
    StateUpdatedTimestamp: new Date(alarm.stateUpdatedAt),
    StateTransitionedTimestamp: new Date(alarm.stateTransitionedAt),
    MetricName: alarm.metric.metricName,
    Namespace: alarm.metric.namespace,
    Statistic: alarm.statistic,
    Dimensions: dimensionList(alarm.metric.dimensions),
    Period: alarm.period,
    Unit: alarm.unit as MetricAlarm['Unit'],
    EvaluationPeriods: alarm.evaluationPeriods,
    DatapointsToAlarm: alarm.datapointsToAlarm,
    Threshold: alarm.threshold,
    ComparisonOperator: alarm.comparison,
    TreatMissingData: alarm.treatMissingData,
  };
}
