import type { ListTagsForResourceInput, ListTagsForResourceOutput } from '@aws-sdk/client-cloudwatch';
import { operation } from '../../wire/operation';
import type { CloudWatchRegion } from '../state/cloudwatch.region';
import { checkTaggable } from '../state/tagged-alarm';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = operation<CloudWatchRegion, ListTagsForResourceInput, ListTagsForResourceOutput>({
  name: 'ListTagsForResource',
  run(input, { state }) {
    const tags = state.tags.of(checkTaggable(state, input.ResourceARN));
    return { Tags: [...tags].map(([Key, Value]) => ({ Key, Value })) };
  },
});
