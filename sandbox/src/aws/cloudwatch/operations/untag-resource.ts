import type { UntagResourceInput, UntagResourceOutput } from '@aws-sdk/client-cloudwatch';
import { operation } from '../../wire/operation';
import type { CloudWatchRegion } from '../state/cloudwatch.region';
import { checkTaggable } from '../state/tagged-alarm';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_UntagResource.html */
export const untagResource = operation<CloudWatchRegion, UntagResourceInput, UntagResourceOutput>({
  name: 'UntagResource',
  run(input, { state }) {
    state.tags.remove(checkTaggable(state, input.ResourceARN), input.TagKeys ?? []);
    return {};
  },
});
