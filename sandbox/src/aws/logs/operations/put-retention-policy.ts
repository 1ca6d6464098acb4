import type { PutRetentionPolicyRequest } from '@aws-sdk/client-cloudwatch-logs';
import { operation } from '../../wire/operation';
import { constraint } from '../logs.faults';
import type { LogsRegion } from '../state/logs.region';

/** PutRetentionPolicy, retentionInDays: possible values. */
const DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

export const putRetentionPolicy = operation<LogsRegion, PutRetentionPolicyRequest, void>({
  name: 'PutRetentionPolicy',
  run({ logGroupName, retentionInDays = 0 }, { state }) {
    if (!DAYS.includes(retentionInDays))
      throw constraint('retentionInDays', retentionInDays, `Member must satisfy enum value set: [${DAYS.join(', ')}]`);
    state.group(logGroupName).retentionInDays = retentionInDays;
  },
});
