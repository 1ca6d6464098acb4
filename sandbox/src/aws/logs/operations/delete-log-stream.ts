import type { DeleteLogStreamRequest } from '@aws-sdk/client-cloudwatch-logs';
import { operation } from '../../wire/operation';
import type { LogsRegion } from '../state/logs.region';

export const deleteLogStream = operation<LogsRegion, DeleteLogStreamRequest, void>({
  name: 'DeleteLogStream',
  run({ logGroupName, logStreamName }, { state }) {
    state.group(logGroupName).deleteStream(logStreamName);
  },
});
