/** What CloudWatch keeps of a metric for one moment or period, and all that its plain statistics can be computed from. */
export interface StatisticSet {
  sampleCount: number;
  sum: number;
  minimum: number;
  maximum: number;
}

/** The statistics a metric has without percentiles, in CloudWatch's spelling. */
export type StatisticName = 'SampleCount' | 'Average' | 'Sum' | 'Minimum' | 'Maximum';

/** One set for all of `sets`; undefined when there are none. */
export function merged(sets: readonly StatisticSet[]): StatisticSet | undefined {
  const [first, ...others] = sets;
  if (!first) return undefined;
  return others.reduce(
    (all, { sampleCount, sum, minimum, maximum }) => ({
      sampleCount: all.sampleCount + sampleCount,
      sum: all.sum + sum,
      minimum: Math.min(all.minimum, minimum),
      maximum: Math.max(all.maximum, maximum),
    }),
    {
      sampleCount: first.sampleCount,
      sum: first.sum,
      minimum: first.minimum,
      maximum: first.maximum,
    },
  );
}

/** @returns the statistic's value in the metric's own unit (a count for SampleCount). */
export const statisticOf = (set: StatisticSet, name: StatisticName): number => COMPUTED[name](set);

const COMPUTED: Readonly<Record<StatisticName, (set: StatisticSet) => number>> = {
  SampleCount: ({ sampleCount }) => sampleCount,
  Average: ({ sum, sampleCount }) => sum / sampleCount,
  Sum: ({ sum }) => sum,
  Minimum: ({ minimum }) => minimum,
  Maximum: ({ maximum }) => maximum,
};
