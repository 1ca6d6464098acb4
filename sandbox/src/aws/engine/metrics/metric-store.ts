import type { MetricDatum, MetricSink } from '../metrics.port';
import { merged, type StatisticSet } from './statistic-set';

/** Namespace, name and the exact set of dimensions: together they are one metric. */
export interface MetricId {
  namespace: string;
  metricName: string;
  dimensions: Readonly<Record<string, string>>;
}

/** One period of a metric that has data. */
export interface Bucket extends StatisticSet {
  /** Epoch ms at which the period starts: CloudWatch's timestamp of it. */
  start: number;
}

interface Series {
  id: MetricId;
  /** Oldest first. */
  data: MetricDatum[];
}

/** Every metric point of a region. Alarms, graphs and the autoscaler know nothing but what is in here. */
export class MetricStore implements MetricSink {
  private readonly series = new Map<string, Series>();

  put(datum: MetricDatum): void {
    const key = keyOf(datum);
    const { namespace, metricName, dimensions } = datum;
    const series = this.series.get(key) ?? { id: { namespace, metricName, dimensions }, data: [] };
    this.series.set(key, series);
    series.data.splice(indexAt(series.data, datum.at + 1), 0, datum);
    if (series.data.length > KEPT) series.data.splice(0, series.data.length - KEPT);
  }

  /** All metrics there are, in the order in which they first had data. */
  list(): { id: MetricId; lastAt: number }[] {
    return [...this.series.values()].map(({ id, data }) => ({ id, lastAt: data.at(-1)?.at ?? 0 }));
  }

  /**
   * The points of a metric, oldest first.
   * @param from epoch ms, inclusive. @param to epoch ms, exclusive. @param unit only points of that unit.
   */
  points(id: MetricId, from: number, to: number, unit?: string): MetricDatum[] {
    const data = this.series.get(keyOf(id))?.data ?? [];
    const points = data.slice(indexAt(data, from), indexAt(data, to));
    return unit === undefined ? points : points.filter((point) => point.unit === unit);
  }

  clear(): void {
    this.series.clear();
  }
}

/**
 * Points gathered into periods, oldest first; a period without points is left out.
 * @param periodMs real length of a period. Periods begin at whole multiples of it since the epoch.
 */
export function bucketsOf(points: readonly MetricDatum[], periodMs: number): Bucket[] {
  const byStart = new Map<number, MetricDatum[]>();
  for (const point of points) {
    const start = Math.floor(point.at / periodMs) * periodMs;
    const bucket = byStart.get(start);
    if (bucket) bucket.push(point);
    else byStart.set(start, [point]);
  }
  return [...byStart].flatMap(([start, data]) => {
    const set = merged(data);
    return set ? [{ start, ...set }] : [];
  });
}

/** At the sandbox's usual pace this is most of a day of one metric. */
const KEPT = 20_000;

const keyOf = ({ namespace, metricName, dimensions }: MetricId): string =>
  JSON.stringify([namespace, metricName, Object.entries(dimensions).toSorted(([a], [b]) => (a < b ? -1 : 1))]);

/** Index of the first point at or after `at`. */
function indexAt(data: readonly MetricDatum[], at: number): number {
  let low = 0;
  let high = data.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((data[middle]?.at ?? Infinity) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
