import type { CreateLogGroupRequest } from '@aws-sdk/client-cloudwatch-logs';
import { operation } from '../../wire/operation';
import { constraint } from '../logs.faults';
import type { LogsRegion } from '../state/logs.region';

const NAME = '[\\.\\-_/#A-Za-z0-9]+';

export const createLogGroup = operation<LogsRegion, CreateLogGroupRequest, void>({
  name: 'CreateLogGroup',
  unsupported: ['kmsKeyId', 'deletionProtectionEnabled'],
  run({ logGroupName = '', logGroupClass = 'STANDARD', tags = {} }, { state }) {
    if (logGroupName.length > 512)
      throw constraint('logGroupName', logGroupName, 'Member must have length less than or equal to 512');
    if (!new RegExp(`^${NAME}$`).test(logGroupName))
      throw constraint('logGroupName', logGroupName, `Member must satisfy regular expression pattern: ${NAME}`);
    state.create(logGroupName, logGroupClass, tags);
  },
});
