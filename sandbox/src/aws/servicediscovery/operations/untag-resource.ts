import type { UntagResourceRequest, UntagResourceResponse } from '@aws-sdk/client-servicediscovery';
import { operation } from '../../wire/operation';
import type { ServiceDiscoveryRegion } from '../state/servicediscovery.region';

export const untagResource = operation<ServiceDiscoveryRegion, UntagResourceRequest, UntagResourceResponse>({
  name: 'UntagResource',
  run({ ResourceARN, TagKeys = [] }, { state }) {
    const resource = state.tagged(ResourceARN);
    resource.tags = resource.tags.filter(({ Key }) => !TagKeys.includes(Key ?? ''));
    return {};
  },
});
