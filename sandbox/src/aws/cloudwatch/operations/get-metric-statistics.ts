import type {
  Datapoint,
  GetMetricStatisticsInput,
  GetMetricStatisticsOutput,
  StandardUnit,
  Statistic,
} from '@aws-sdk/client-cloudwatch';
import { bucketsOf, type Bucket } from '../../engine/metrics/metric-store';
import { statisticOf } from '../../engine/metrics/statistic-set';
import { operation } from '../../wire/operation';
import type { CloudWatchRegion } from '../state/cloudwatch.region';
import { checkEnums, invalidCombination, invalidValue, STATISTICS } from '../checks/constraint';
import { dimensionMap } from '../state/dimensions';
import { checkPeriod, wholePeriods } from '../checks/metric-range';

/**
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html: one data point a period and
 * unit. At most 1,440 are given, counted in AWS's own periods whatever the sandbox's pace.
 */
export const getMetricStatistics = operation<CloudWatchRegion, GetMetricStatisticsInput, GetMetricStatisticsOutput>({
  name: 'GetMetricStatistics',
  unsupported: ['ExtendedStatistics'],
  run(input, { state }) {
    const { Namespace = '', MetricName = '', Period = 0, Statistics = [], Unit } = input;
    checkEnums(
      Statistics.map((value, index) => ({ path: `statistics.${index + 1}.member`, value, allowed: STATISTICS })),
    );
    if (Statistics.length === 0) invalidCombination('Must specify either Statistics or ExtendedStatistics');
    const [start, end] = [input.StartTime?.getTime() ?? 0, input.EndTime?.getTime() ?? 0];
    if (start >= end) invalidValue('The parameter StartTime must be less than the parameter EndTime.');
    checkPeriod(Period);
    checkCount(Math.floor((end - start) / (Period * 1000)));
    const periodMs = state.pace.ms(Period);
    const id = { namespace: Namespace, metricName: MetricName, dimensions: dimensionMap(input.Dimensions) };
    const points = state.store.points(id, ...wholePeriods(start, end, periodMs), Unit);
    const units = [...new Set(points.map(({ unit }) => unit))];
    return {
      Label: MetricName,
      Datapoints: units.flatMap((unit) =>
        bucketsOf(
          points.filter((point) => point.unit === unit),
          periodMs,
        ).map((bucket) => datapoint(bucket, unit, Statistics)),
      ),
    };
  },
});

function checkCount(requested: number): void {
  if (requested <= 1440) return;
  invalidCombination(
    `You have requested up to ${requested.toLocaleString('en-US')} datapoints, which exceeds the limit of 1,440. ` +
      'You may reduce the datapoints requested by increasing Period, or decreasing the time range.',
  );
}

const datapoint = (bucket: Bucket, unit: string, statistics: readonly Statistic[]): Datapoint => ({
  Timestamp: new Date(bucket.start),
  ...Object.fromEntries(statistics.map((name) => [name, statisticOf(bucket, name)])),
  Unit: unit as StandardUnit,
});
