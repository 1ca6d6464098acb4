import type { ListTagsForResourceRequest, ListTagsForResourceResponse } from '@aws-sdk/client-ecr';
import { operation } from '../../wire/operation';
import type { EcrRegion } from '../state/ecr.region';

export const listTagsForResource = operation<EcrRegion, ListTagsForResourceRequest, ListTagsForResourceResponse>({
  name: 'ListTagsForResource',
  run({ resourceArn }, { state }) {
    return { tags: state.byArn(resourceArn).settings.tags };
  },
});
