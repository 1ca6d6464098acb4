import type { TagResourceRequest, TagResourceResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import type { EcsRegion } from '../state/ecs.region';
import { checkTagged } from '../state/tagged-resource';

export const tagResource = operation<EcsRegion, TagResourceRequest, TagResourceResponse>({
  name: 'TagResource',
  run({ resourceArn = '', tags }, { state }) {
    checkTagged(state, resourceArn);
    state.tags.put(resourceArn, tags);
    return {};
  },
});
