import type { TagResourceRequest } from '@aws-sdk/client-cloudwatch-logs';
import { operation } from '../../wire/operation';
import type { LogsRegion } from '../state/logs.region';

export const tagResource = operation<LogsRegion, TagResourceRequest, void>({
  name: 'TagResource',
  run({ resourceArn, tags = {} }, { state }) {
    const group = state.group(resourceArn);
    group.tags = { ...group.tags, ...tags };
  },
});
