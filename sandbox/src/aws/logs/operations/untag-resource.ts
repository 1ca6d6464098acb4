import type { UntagResourceRequest } from '@aws-sdk/client-cloudwatch-logs';
import { operation } from '../../wire/operation';
import type { LogsRegion } from '../state/logs.region';

export const untagResource = operation<LogsRegion, UntagResourceRequest, void>({
  name: 'UntagResource',
  run({ resourceArn, tagKeys = [] }, { state }) {
    const group = state.group(resourceArn);
    group.tags = Object.fromEntries(Object.entries(group.tags).filter(([key]) => !tagKeys.includes(key)));
  },
});
