import type { ListTagsForResourceRequest, ListTagsForResourceResponse } from '@aws-sdk/client-cloudwatch-logs';
import { operation } from '../../wire/operation';
import type { LogsRegion } from '../state/logs.region';

export const listTagsForResource = operation<LogsRegion, ListTagsForResourceRequest, ListTagsForResourceResponse>({
  name: 'ListTagsForResource',
  run({ resourceArn }, { state }) {
    return { tags: state.group(resourceArn).tags };
  },
});
