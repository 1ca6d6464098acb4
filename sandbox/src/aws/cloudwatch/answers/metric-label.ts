import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';

/**
 * The label of each query, by its Id: the one it gives, else the metric's name followed by what tells it apart from the other
 * queries of that metric ("CPUUtilization Average", "CPUUtilization 60").
 */
export function labelsOf(queries: readonly MetricDataQuery[]): Map<string, string> {
  return new Map(queries.map((query) => [query.Id ?? '', query.Label ?? generated(query, queries)]));
}

function generated({ MetricStat: own }: MetricDataQuery, queries: readonly MetricDataQuery[]): string {
  const name = own?.Metric?.MetricName ?? '';
  const siblings = queries.flatMap(({ MetricStat }) => (MetricStat?.Metric?.MetricName === name ? [MetricStat] : []));
  const differ = (of: (stat: (typeof siblings)[number]) => unknown): boolean => new Set(siblings.map(of)).size > 1;
  return [
    name,
    ...(differ(({ Stat }) => Stat) ? [own?.Stat] : []),
    ...(differ(({ Period }) => Period) ? [own?.Period] : []),
    ...(differ(({ Metric }) => JSON.stringify(Metric?.Dimensions ?? [])) ? [valuesOf(own?.Metric?.Dimensions)] : []),
  ].join(' ');
}

const valuesOf = (dimensions: readonly { Value?: string | undefined }[] = []): string =>
  dimensions.map(({ Value }) => Value).join(' ');
