import type { UntagResourceRequest, UntagResourceResponse } from '@aws-sdk/client-application-auto-scaling';
import { operation } from '../../wire/operation';
import type { AutoScalingRegion } from '../state/application-autoscaling.region';
import { checkTaggable } from '../state/tagged-target';

/** https://docs.aws.amazon.com/autoscaling/application/APIReference/API_UntagResource.html, for scalable targets. */
export const untagResource = operation<AutoScalingRegion, UntagResourceRequest, UntagResourceResponse>({
  name: 'UntagResource',
  run(input, { state }) {
    const arn = checkTaggable(state, input.ResourceARN);
    const left = Object.entries(state.tags.get(arn) ?? {}).filter(([key]) => !input.TagKeys?.includes(key));
    state.tags.set(arn, Object.fromEntries(left));
    return {};
  },
});
