import type { MetricDatum as WireDatum, PutMetricDataInput } from '@aws-sdk/client-cloudwatch';
import type { MetricDatum } from '../../engine/metrics.port';
import type { StatisticSet } from '../../engine/metrics/statistic-set';
import { operation } from '../../wire/operation';
import type { CloudWatchRegion } from '../state/cloudwatch.region';
import { invalidCombination, invalidValue, required } from '../checks/constraint';
import { dimensionMap } from '../state/dimensions';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html; all data of a call or none are stored. */
export const putMetricData = operation<CloudWatchRegion, PutMetricDataInput, void>({
  name: 'PutMetricData',
  unsupported: ['EntityMetricData', 'StrictEntityValidation', { path: 'MetricData[].StorageResolution', values: [1] }],
  run(input, { state }) {
    const namespace = required(input.Namespace, 'Namespace');
    if (namespace.startsWith('AWS/')) invalidValue(`The value ${namespace} for parameter Namespace is invalid.`);
    const data = required(input.MetricData, 'MetricData').map((datum, index) =>
      storedDatum(namespace, datum, `MetricData.member.${index + 1}`, state.clock.now()),
    );
    for (const datum of data) state.put(datum);
  },
});

function storedDatum(namespace: string, datum: WireDatum, path: string, now: number): MetricDatum {
  const at = datum.Timestamp?.getTime() ?? now;
  if (at < now - TWO_WEEKS_MS) {
    invalidValue(`The parameter ${path}.Timestamp must specify a time no more than two weeks in the past.`);
  }
  if (at > now + TWO_HOURS_MS) {
    invalidValue(`The parameter ${path}.Timestamp must specify a time no more than two hours in the future.`);
  }
  return {
    namespace,
    metricName: required(datum.MetricName, `${path}.MetricName`),
    dimensions: dimensionMap(datum.Dimensions),
    unit: datum.Unit ?? 'None',
    at,
    ...setOf(datum, path),
  };
}

const TWO_HOURS_MS = 2 * 60 * 60 * 1000;
const TWO_WEEKS_MS = 14 * 24 * 60 * 60 * 1000;

function setOf({ Value, Values, Counts, StatisticValues }: WireDatum, path: string): StatisticSet {
  if (Value !== undefined && Values !== undefined) {
    invalidCombination(
      `The parameters ${path}.Value and ${path}.Values are mutually exclusive and you have specified both.`,
    );
  }
  if (StatisticValues !== undefined) {
    const { SampleCount = 0, Sum = 0, Minimum = 0, Maximum = 0 } = StatisticValues;
    if (SampleCount <= 0)
      invalidValue(`The value ${SampleCount} for parameter ${path}.StatisticValues.SampleCount is invalid.`);
    return { sampleCount: SampleCount, sum: Sum, minimum: Minimum, maximum: Maximum };
  }
  const values = Value === undefined ? Values : [Value];
  if (values === undefined || values.length === 0) {
    invalidCombination(
      `At least one of the parameters ${path}.Value, ${path}.Values or ${path}.StatisticValues must be specified.`,
    );
  }
  const bad = values.find((value) => !Number.isFinite(value));
  if (bad !== undefined) invalidValue(`The value ${bad} for parameter ${path}.Value is invalid.`);
  const counts = Counts ?? values.map(() => 1);
  if (counts.length !== values.length) {
    invalidValue(`The parameters ${path}.Values and ${path}.Counts must be of the same size.`);
  }
  return {
    sampleCount: counts.reduce((sum, count) => sum + count, 0),
    sum: values.reduce((sum, value, index) => sum + value * (counts[index] ?? 1), 0),
    minimum: Math.min(...values),
    maximum: Math.max(...values),
  };
}
