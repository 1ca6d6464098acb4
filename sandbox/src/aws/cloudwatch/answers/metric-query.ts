import type { MetricDataQuery, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { bucketsOf } from '../../engine/metrics/metric-store';
import { statisticOf } from '../../engine/metrics/statistic-set';
import { NotImplementedFault } from '../../wire/fault';
import type { CloudWatchRegion } from '../state/cloudwatch.region';
import { STATISTICS } from '../checks/constraint';
import { dimensionMap } from '../state/dimensions';
import { wholePeriods } from '../checks/metric-range';

/**
 * The points of one query of GetMetricData, oldest first. Where a metric has several units and none was asked for, AWS gives
 * the first by name and says so in a message.
 * @param range epoch ms. @throws NotImplementedFault for percentiles and other extended statistics.
 */
export function queryResult(
  state: CloudWatchRegion,
  { Id, MetricStat }: MetricDataQuery,
  range: { start: number; end: number },
  label: string,
): MetricDataResult {
  const { Metric, Period = 60, Stat, Unit } = MetricStat ?? { Metric: undefined, Stat: undefined };
  const statistic = STATISTICS.find((name) => name === Stat);
  if (!statistic) throw new NotImplementedFault('monitoring', `GetMetricData with Stat ${Stat}`);
  const periodMs = state.pace.ms(Period);
  const id = {
    namespace: Metric?.Namespace ?? '',
    metricName: Metric?.MetricName ?? '',
    dimensions: dimensionMap(Metric?.Dimensions),
  };
  const points = state.store.points(id, ...wholePeriods(range.start, range.end, periodMs), Unit);
  const units = [...new Set(points.map(({ unit }) => unit))].toSorted();
  const buckets = bucketsOf(
    points.filter(({ unit }) => unit === units[0]),
    periodMs,
  );
  return {
    Id,
    Label: label,
    Timestamps: buckets.map(({ start }) => new Date(start)),
    Values: buckets.map((bucket) => statisticOf(bucket, statistic)),
    StatusCode: 'Complete',
    ...(units.length > 1 && {
      Messages: [{ Code: 'MultipleUnits', Value: `Multiple units returned: '[${units.join(', ')}]'` }],
    }),
  };
}
