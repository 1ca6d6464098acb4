import type { AlarmDefinition } from './alarm';
import type { EvaluatedPoint } from './evaluation';
import { doubleText } from './number-text';

/**
 * The StateReasonData of an evaluated alarm: JSON with CloudWatch's own keys in its own order.
 * @param now epoch ms of the evaluation. @param points the points that decided, newest first.
 */
export function reasonData(definition: AlarmDefinition, points: readonly EvaluatedPoint[], now: number): string {
  const received = points.filter(({ value }) => value !== undefined);
  const oldest = received.at(-1);
  const members = [
    '"version":"1.0"',
    `"queryDate":${timeText(now)}`,
    ...(oldest ? [`"startDate":${timeText(oldest.start)}`] : []),
    ...(definition.unit === undefined ? [] : [`"unit":${JSON.stringify(definition.unit)}`]),
    `"statistic":"${definition.statistic}"`,
    `"period":${definition.period}`,
    `"recentDatapoints":[${received
      .toReversed()
      .map(({ value }) => doubleText(value ?? 0))
      .join(',')}]`,
    `"threshold":${doubleText(definition.threshold)}`,
    `"evaluatedDatapoints":[${points.map(evaluatedText).join(',')}]`,
  ];
  return `{${members.join(',')}}`;
}

/** A time as CloudWatch writes it inside its JSON: "2026-11-24T12:00:03.000+0000", quoted. */
export const timeText = (at: number): string => JSON.stringify(new Date(at).toISOString().replace('Z', '+0000'));

function evaluatedText({ start, value, sampleCount }: EvaluatedPoint): string {
  const members = [
    `"timestamp":${timeText(start)}`,
    ...(sampleCount === undefined ? [] : [`"sampleCount":${doubleText(sampleCount)}`]),
    ...(value === undefined ? [] : [`"value":${doubleText(value)}`]),
  ];
  return `{${members.join(',')}}`;
}
