import * as model from '@aws-sdk/client-cloudwatch-logs';
import type { AwsService } from '../wire/aws-service';
import { createLogGroup } from './operations/create-log-group';
import { createLogStream } from './operations/create-log-stream';
import { deleteLogGroup } from './operations/delete-log-group';
import { deleteLogStream } from './operations/delete-log-stream';
import { deleteRetentionPolicy } from './operations/delete-retention-policy';
import { describeLogGroups } from './operations/describe-log-groups';
import { describeLogStreams } from './operations/describe-log-streams';
import { filterLogEvents } from './operations/filter-log-events';
import { getLogEvents } from './operations/get-log-events';
import { listTagsForResource } from './operations/list-tags-for-resource';
import type { LogsRegion } from './state/logs.region';
import { putLogEvents } from './operations/put-log-events';
import { putRetentionPolicy } from './operations/put-retention-policy';
import { tagResource } from './operations/tag-resource';
import { untagResource } from './operations/untag-resource';

/** Amazon CloudWatch Logs as far as it is served here. */
export const logsService = (stateOf: (region: string) => LogsRegion): AwsService<LogsRegion> => ({
  model,
  client: new model.CloudWatchLogsClient({ region: 'us-west-2' }),
  operations: [
    createLogGroup,
    createLogStream,
    deleteLogGroup,
    deleteLogStream,
    deleteRetentionPolicy,
    describeLogGroups,
    describeLogStreams,
    filterLogEvents,
    getLogEvents,
    listTagsForResource,
    putLogEvents,
    putRetentionPolicy,
    tagResource,
    untagResource,
  ],
  state: stateOf,
});
