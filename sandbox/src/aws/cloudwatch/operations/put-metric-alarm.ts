import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import type { AlarmDefinition, Comparison, MissingData } from '../../engine/alarms/alarm';
import { AwsFault } from '../../wire/fault';
import { operation } from '../../wire/operation';
import type { CloudWatchRegion } from '../state/cloudwatch.region';
import { checkEnums, invalidCombination, required, STATISTICS } from '../checks/constraint';
import { dimensionMap } from '../state/dimensions';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html for alarms on one metric. */
export const putMetricAlarm = operation<CloudWatchRegion, PutMetricAlarmInput, void>({
  name: 'PutMetricAlarm',
  unsupported: [
    'ExtendedStatistic',
    'EvaluateLowSampleCountPercentile',
    'Metrics',
    'ThresholdMetricId',
    'EvaluationWindow',
    'WarmUpConfiguration',
    'EvaluationCriteria',
    'EvaluationInterval',
    'ActionConfiguration',
  ],
  run(input, { state }) {
    const definition = definitionOf(input);
    checkPeriods(definition);
    const existed = state.alarms.get(definition.alarmName) !== undefined;
    const arn = state.putAlarm(definition);
    // Tags are for creation: on an alarm that exists AWS ignores them.
    if (!existed)
      state.tags.add(
        arn,
        (input.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value] as const),
      );
  },
});

const COMPARISONS: readonly Comparison[] = [
  'GreaterThanOrEqualToThreshold',
  'GreaterThanThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
];
const ON_MISSING: readonly MissingData[] = ['breaching', 'notBreaching', 'ignore', 'missing'];

function definitionOf(input: PutMetricAlarmInput): AlarmDefinition {
  checkEnums([
    { path: 'comparisonOperator', value: input.ComparisonOperator, allowed: COMPARISONS },
    { path: 'statistic', value: input.Statistic, allowed: STATISTICS },
  ]);
  const { TreatMissingData: onMissing } = input;
  if (onMissing !== undefined && !ON_MISSING.some((option) => option === onMissing)) {
    throw new AwsFault(
      'ValidationException',
      `Option ${onMissing} is not supported. Supported options for parameter TreatMissingData are breaching, ` +
        'notBreaching, ignore and missing.',
    );
  }
  return {
    alarmName: required(input.AlarmName, 'AlarmName'),
    ...(input.AlarmDescription === undefined ? {} : { description: input.AlarmDescription }),
    actionsEnabled: input.ActionsEnabled ?? true,
    okActions: input.OKActions ?? [],
    alarmActions: input.AlarmActions ?? [],
    insufficientDataActions: input.InsufficientDataActions ?? [],
    metric: {
      namespace: required(input.Namespace, 'Namespace'),
      metricName: required(input.MetricName, 'MetricName'),
      dimensions: dimensionMap(input.Dimensions),
    },
    statistic: required(input.Statistic, 'Statistic'),
    period: required(input.Period, 'Period'),
    ...(input.Unit === undefined ? {} : { unit: input.Unit }),
    evaluationPeriods: required(input.EvaluationPeriods, 'EvaluationPeriods'),
    ...(input.DatapointsToAlarm === undefined ? {} : { datapointsToAlarm: input.DatapointsToAlarm }),
    threshold: required(input.Threshold, 'Threshold'),
    comparison: required(input.ComparisonOperator, 'ComparisonOperator') as Comparison,
    ...(onMissing === undefined ? {} : { treatMissingData: onMissing as MissingData }),
  };
}

function checkPeriods({ period, evaluationPeriods, datapointsToAlarm }: AlarmDefinition): void {
  if (period < 10 || (![10, 20, 30].includes(period) && period % 60 !== 0)) {
    throw new AwsFault('ValidationException', 'Period must be 10, 20, 30, or a multiple of 60');
  }
  if (evaluationPeriods < 1) {
    throw new AwsFault(
      'ValidationException',
      `1 validation error detected: Value '${evaluationPeriods}' at 'evaluationPeriods' failed to satisfy constraint: ` +
        'Member must have value greater than or equal to 1',
    );
  }
  if (datapointsToAlarm !== undefined && (datapointsToAlarm < 1 || datapointsToAlarm > evaluationPeriods)) {
    throw new AwsFault('ValidationException', 'DatapointsToAlarm must be between 1 and EvaluationPeriods.');
  }
  const limit = period >= 3_600 ? 604_800 : 86_400;
  if (period * evaluationPeriods > limit) {
    invalidCombination(
      `Metrics cannot be checked across more than ${limit === 86_400 ? 'a day' : 'seven days'} ` +
        `(EvaluationPeriods * Period must be <= ${limit}).`,
    );
  }
}
