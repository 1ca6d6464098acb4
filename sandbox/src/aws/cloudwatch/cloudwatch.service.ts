import * as model from '@aws-sdk/client-cloudwatch';
import type { AwsService } from '../wire/aws-service';
import type { CloudWatchRegion } from './cloudwatch.region';
import { deleteAlarms } from './delete-alarms';
import { describeAlarmHistory } from './describe-alarm-history';
import { describeAlarms } from './describe-alarms';
import { describeAlarmsForMetric } from './describe-alarms-for-metric';
import { disableAlarmActions } from './disable-alarm-actions';
import { enableAlarmActions } from './enable-alarm-actions';
import { getMetricData } from './get-metric-data';
import { getMetricStatistics } from './get-metric-statistics';
import { listMetrics } from './list-metrics';
import { listTagsForResource } from './list-tags-for-resource';
import { putMetricAlarm } from './put-metric-alarm';
import { putMetricData } from './put-metric-data';
import { setAlarmState } from './set-alarm-state';
import { tagResource } from './tag-resource';
import { untagResource } from './untag-resource';

/** CloudWatch as the sandbox serves it. @param stateOf the region's CloudWatch, made on first use. */
export const cloudwatchService = (stateOf: (region: string) => CloudWatchRegion): AwsService<CloudWatchRegion> => ({
  model,
  client: new model.CloudWatchClient({ region: 'us-west-2' }),
  operations: [
    deleteAlarms,
    describeAlarmHistory,
    describeAlarms,
    describeAlarmsForMetric,
    disableAlarmActions,
    enableAlarmActions,
    getMetricData,
    getMetricStatistics,
    listMetrics,
    listTagsForResource,
    putMetricAlarm,
    putMetricData,
    setAlarmState,
    tagResource,
    untagResource,
  ],
  state: stateOf,
});
