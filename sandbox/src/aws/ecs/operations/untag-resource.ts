import type { UntagResourceRequest, UntagResourceResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import type { EcsRegion } from '../state/ecs.region';
import { checkTagged } from '../state/tagged-resource';

export const untagResource = operation<EcsRegion, UntagResourceRequest, UntagResourceResponse>({
  name: 'UntagResource',
  run({ resourceArn = '', tagKeys = [] }, { state }) {
    checkTagged(state, resourceArn);
    state.tags.remove(resourceArn, tagKeys);
    return {};
  },
});
