import type { StatisticSet } from '../metrics/statistic-set';
import { statisticOf } from '../metrics/statistic-set';
import type { AlarmDefinition, AlarmState, Comparison } from './alarm';

/** One period that an alarm looks at. */
export interface Window {
  /** Epoch ms. */
  start: number;
  /** Absent where there was no data. */
  set?: StatisticSet;
}

/** A period that decided; without `value` it is a missing one that was filled in. */
export interface EvaluatedPoint {
  start: number;
  value?: number;
  sampleCount?: number;
  breaching?: boolean;
}

export interface Verdict {
  /** RETAIN: the data say nothing new, the alarm stays as it is. */
  state: AlarmState | 'RETAIN';
  /** The points that decided, newest first. */
  points: readonly EvaluatedPoint[];
}

/**
 * How many periods an alarm looks back: some more than it needs, so that data which come late or are missing here and
 * there do not decide ("Configuring how CloudWatch alarms treat missing data": three evaluation periods look at five).
 */
export const lookBack = (definition: AlarmDefinition): number => definition.evaluationPeriods + 2;

/**
 * Decides an alarm's state from its periods, by the rules and tables of "Configuring how CloudWatch alarms treat missing
 * data": with as many real points in the range as evaluation periods the newest of those decide; with fewer, the
 * missing ones are filled in as the alarm says.
 * @param windows the last `lookBack` periods, newest first.
 */
export function evaluate(definition: AlarmDefinition, windows: readonly Window[]): Verdict {
  const needed = definition.datapointsToAlarm ?? definition.evaluationPeriods;
  const points = windows.map((window) => pointOf(definition, window));
  const real = points.filter(({ value }) => value !== undefined).slice(0, definition.evaluationPeriods);
  const missing = points.filter(({ value }) => value === undefined);
  const filled = missing.slice(0, definition.evaluationPeriods - real.length);
  const breaching = real.filter((point) => point.breaching).length;
  const verdict = (state: Verdict['state']): Verdict => ({
    state,
    points: [...real, ...filled].toSorted((a, b) => b.start - a.start),
  });

  if (breaching >= needed) return verdict('ALARM');
  if (filled.length === 0) return verdict('OK');
  switch (definition.treatMissingData ?? 'missing') {
    case 'breaching':
      return verdict(breaching + filled.length >= needed ? 'ALARM' : 'OK');
    case 'notBreaching':
      return verdict('OK');
    case 'ignore':
      return verdict(breaching < real.length ? 'OK' : 'RETAIN');
    default:
      if (real.length === 0) return verdict('INSUFFICIENT_DATA');
      if (breaching < real.length) return verdict('OK');
      // Intermittent data: alarm only once the oldest breaching point is as old as the alarm needs points.
      return verdict(points.findLastIndex(({ value }) => value !== undefined) + 1 >= needed ? 'ALARM' : 'RETAIN');
  }
}

function pointOf(definition: AlarmDefinition, { start, set }: Window): EvaluatedPoint {
  if (!set) return { start };
  const value = statisticOf(set, definition.statistic);
  return {
    start,
    value,
    sampleCount: set.sampleCount,
    breaching: BREACHING[definition.comparison](value, definition.threshold),
  };
}

const BREACHING: Readonly<Record<Comparison, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};
