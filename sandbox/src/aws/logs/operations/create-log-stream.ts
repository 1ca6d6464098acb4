import type { CreateLogStreamRequest } from '@aws-sdk/client-cloudwatch-logs';
import { operation } from '../../wire/operation';
import { constraint } from '../logs.faults';
import type { LogsRegion } from '../state/logs.region';

const NAME = '[^:*]*';

export const createLogStream = operation<LogsRegion, CreateLogStreamRequest, void>({
  name: 'CreateLogStream',
  run({ logGroupName, logStreamName = '' }, { state }) {
    if (!new RegExp(`^${NAME}$`).test(logStreamName))
      throw constraint('logStreamName', logStreamName, `Member must satisfy regular expression pattern: ${NAME}`);
    state.group(logGroupName).createStream(logStreamName, state.now());
  },
});
