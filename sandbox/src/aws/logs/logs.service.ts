import * as model from '@aws-sdk/client-cloudwatch-logs';
import type { AwsService } from '../wire/aws-service';
import { createLogGroup } from './create-log-group';
import { createLogStream } from './create-log-stream';
import { deleteLogGroup } from './delete-log-group';
import { deleteLogStream } from './delete-log-stream';
import { deleteRetentionPolicy } from './delete-retention-policy';
import { describeLogGroups } from './describe-log-groups';
import { describeLogStreams } from './describe-log-streams';
import { filterLogEvents } from './filter-log-events';
import { getLogEvents } from './get-log-events';
import { listTagsForResource } from './list-tags-for-resource';
import type { LogsRegion } from './logs.region';
import { putLogEvents } from './put-log-events';
import { putRetentionPolicy } from './put-retention-policy';
import { tagResource } from './tag-resource';
import { untagResource } from './untag-resource';

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
