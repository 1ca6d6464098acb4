import type { TagResourceInput, TagResourceOutput } from '@aws-sdk/client-cloudwatch';
import { operation } from '../../wire/operation';
import type { CloudWatchRegion } from '../state/cloudwatch.region';
import { checkTaggable } from '../state/tagged-alarm';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_TagResource.html */
export const tagResource = operation<CloudWatchRegion, TagResourceInput, TagResourceOutput>({
  name: 'TagResource',
  run(input, { state }) {
    const arn = checkTaggable(state, input.ResourceARN);
    state.tags.add(
      arn,
      (input.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value] as const),
    );
    return {};
  },
});
