import type { ListTagsForResourceRequest, ListTagsForResourceResponse } from '@aws-sdk/client-application-auto-scaling';
import { operation } from '../../wire/operation';
import type { AutoScalingRegion } from '../state/application-autoscaling.region';
import { checkTaggable } from '../state/tagged-target';

/** https://docs.aws.amazon.com/autoscaling/application/APIReference/API_ListTagsForResource.html, for scalable targets. */
export const listTagsForResource = operation<
  AutoScalingRegion,
  ListTagsForResourceRequest,
  ListTagsForResourceResponse
>({
  name: 'ListTagsForResource',
  run(input, { state }) {
    return { Tags: { ...state.tags.get(checkTaggable(state, input.ResourceARN)) } };
  },
});
