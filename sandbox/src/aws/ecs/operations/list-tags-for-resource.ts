import type { ListTagsForResourceRequest, ListTagsForResourceResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import type { EcsRegion } from '../state/ecs.region';
import { checkTagged } from '../state/tagged-resource';

export const listTagsForResource = operation<EcsRegion, ListTagsForResourceRequest, ListTagsForResourceResponse>({
  name: 'ListTagsForResource',
  run({ resourceArn = '' }, { state }) {
    checkTagged(state, resourceArn);
    return { tags: state.tags.of(resourceArn) };
  },
});
