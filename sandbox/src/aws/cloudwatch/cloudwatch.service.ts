import * as model from '@aws-sdk/client-cloudwatch';
import type { AwsService } from '../wire/aws-service';
import type { CloudWatchRegion } from './state/cloudwatch.region';
import { deleteAlarms } from './operations/delete-alarms';
import { describeAlarmHistory } from './operations/describe-alarm-history';
import { describeAlarms } from './operations/describe-alarms';
import { describeAlarmsForMetric } from './operations/describe-alarms-for-metric';
import { disableAlarmActions } from './operations/disable-alarm-actions';
import { enableAlarmActions } from './operations/enable-alarm-actions';
import { getMetricData } from './operations/get-metric-data';
import { getMetricStatistics } from './operations/get-metric-statistics';
import { listMetrics } from './operations/list-metrics';
import { listTagsForResource } from './operations/list-tags-for-resource';
import { putMetricAlarm } from './operations/put-metric-alarm';
import { putMetricData } from './operations/put-metric-data';
import { setAlarmState } from './operations/set-alarm-state';
import { tagResource } from './operations/tag-resource';
import { untagResource } from './operations/untag-resource';

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
