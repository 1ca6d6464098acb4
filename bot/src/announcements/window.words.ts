import { count, escapeMrkdwn } from '../chat/words/text';

/** The metrics that are measured in percent. */
const PERCENT = new Set(['CPU', 'memory']);

/** What an alarm measured when it went off. */
export interface Measured {
  /** `CPU`, `memory`, `requests per target`, or the metric's own name. */
  metric: string;
  /** It triggers above its threshold, not below. */
  above: boolean;
  threshold: number;
  /** Over how many minutes it was measured, where that is known. */
  minutes?: number | undefined;
  /** Newest first; none where they are not known. */
  readings: readonly number[];
}

/** `CPU was above 60 % in 3 of the last 3 minutes`: the window that was looked at, which is no duration of anything. */
export function windowWords({ metric, above, threshold, minutes, readings }: Measured): string {
  const crossed = readings.filter((reading) => (above ? reading >= threshold : reading <= threshold)).length;
  const window =
    minutes === readings.length
      ? ` in ${crossed} of the last ${count(readings.length, 'minute')}`
      : ` in ${crossed} of ${count(readings.length, 'reading')}${minutes ? ` within ${count(minutes, 'minute')}` : ''}`;
  return `${thresholdWords({ metric, above, threshold })}${readings.length > 0 ? window : ''}`;
}

/** `CPU was above 60 %` */
function thresholdWords({ metric, above, threshold }: Pick<Measured, 'metric' | 'above' | 'threshold'>): string {
  return `${escapeMrkdwn(metric)} was ${above ? 'above' : 'below'} ${amount(metric, threshold)}`;
}

/** `60 %`, or `60` for what is not measured in percent. */
export function amount(metric: string, value: number): string {
  return `${Math.round(value)}${PERCENT.has(metric) ? ' %' : ''}`;
}
