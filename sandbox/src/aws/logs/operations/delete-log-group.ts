import type { DeleteLogGroupRequest } from '@aws-sdk/client-cloudwatch-logs';
import { operation } from '../../wire/operation';
import type { LogsRegion } from '../state/logs.region';

export const deleteLogGroup = operation<LogsRegion, DeleteLogGroupRequest, void>({
  name: 'DeleteLogGroup',
  run({ logGroupName }, { state }) {
    state.delete(logGroupName);
  },
});
