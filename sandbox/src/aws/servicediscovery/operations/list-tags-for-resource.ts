import type { ListTagsForResourceRequest, ListTagsForResourceResponse } from '@aws-sdk/client-servicediscovery';
import { operation } from '../../wire/operation';
import type { ServiceDiscoveryRegion } from '../state/servicediscovery.region';

export const listTagsForResource = operation<
  ServiceDiscoveryRegion,
  ListTagsForResourceRequest,
  ListTagsForResourceResponse
>({
  name: 'ListTagsForResource',
  run({ ResourceARN }, { state }) {
    return { Tags: state.tagged(ResourceARN).tags };
  },
});
