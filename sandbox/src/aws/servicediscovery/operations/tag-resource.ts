import type { TagResourceRequest, TagResourceResponse } from '@aws-sdk/client-servicediscovery';
import { operation } from '../../wire/operation';
import type { ServiceDiscoveryRegion } from '../state/servicediscovery.region';

export const tagResource = operation<ServiceDiscoveryRegion, TagResourceRequest, TagResourceResponse>({
  name: 'TagResource',
  run({ ResourceARN, Tags = [] }, { state }) {
    const resource = state.tagged(ResourceARN);
    const keys = new Set(Tags.map(({ Key }) => Key));
    resource.tags = [...resource.tags.filter(({ Key }) => !keys.has(Key)), ...Tags];
    return {};
  },
});
