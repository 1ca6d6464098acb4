import type { TagResourceRequest, TagResourceResponse } from '@aws-sdk/client-application-auto-scaling';
import { operation } from '../../wire/operation';
import type { AutoScalingRegion } from '../state/application-autoscaling.region';
import { checkTaggable } from '../state/tagged-target';

/** https://docs.aws.amazon.com/autoscaling/application/APIReference/API_TagResource.html, for scalable targets. */
export const tagResource = operation<AutoScalingRegion, TagResourceRequest, TagResourceResponse>({
  name: 'TagResource',
  run(input, { state }) {
    const arn = checkTaggable(state, input.ResourceARN);
    state.tags.set(arn, { ...state.tags.get(arn), ...input.Tags });
    return {};
  },
});
