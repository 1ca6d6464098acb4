import type { DeleteServiceRequest, DeleteServiceResponse } from '@aws-sdk/client-servicediscovery';
import { operation } from '../../wire/operation';
import type { ServiceDiscoveryRegion } from '../state/servicediscovery.region';

export const deleteService = operation<ServiceDiscoveryRegion, DeleteServiceRequest, DeleteServiceResponse>({
  name: 'DeleteService',
  run({ Id }, { state }) {
    state.delete(state.known(Id));
    return {};
  },
});
