import type { DescribeAlarmsForMetricInput, DescribeAlarmsForMetricOutput } from '@aws-sdk/client-cloudwatch';
import { operation } from '../../wire/operation';
import type { CloudWatchRegion } from '../state/cloudwatch.region';
import { checkEnums, STATISTICS } from '../checks/constraint';
import { dimensionMap, sameDimensions } from '../state/dimensions';
import { metricAlarm } from '../answers/metric-alarm';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmsForMetric.html */
export const describeAlarmsForMetric = operation<
  CloudWatchRegion,
  DescribeAlarmsForMetricInput,
  DescribeAlarmsForMetricOutput
>({
  name: 'DescribeAlarmsForMetric',
  unsupported: ['ExtendedStatistic'],
  run(input, { state }) {
    checkEnums([{ path: 'statistic', value: input.Statistic, allowed: STATISTICS }]);
    const dimensions = dimensionMap(input.Dimensions);
    const alarms = state.alarms
      .list()
      .filter(
        ({ metric, statistic, period, unit }) =>
          metric.namespace === input.Namespace &&
          metric.metricName === input.MetricName &&
          sameDimensions(metric.dimensions, dimensions) &&
          (input.Statistic === undefined || input.Statistic === statistic) &&
          (input.Period === undefined || input.Period === period) &&
          (input.Unit === undefined || input.Unit === unit),
      );
    return { MetricAlarms: alarms.map(metricAlarm) };
  },
});
