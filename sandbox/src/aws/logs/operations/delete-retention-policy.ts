import type { DeleteRetentionPolicyRequest } from '@aws-sdk/client-cloudwatch-logs';
import { operation } from '../../wire/operation';
import type { LogsRegion } from '../state/logs.region';

export const deleteRetentionPolicy = operation<LogsRegion, DeleteRetentionPolicyRequest, void>({
  name: 'DeleteRetentionPolicy',
  run({ logGroupName }, { state }) {
    delete state.group(logGroupName).retentionInDays;
  },
});
