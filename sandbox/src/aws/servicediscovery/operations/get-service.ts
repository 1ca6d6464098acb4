import type { GetServiceRequest, GetServiceResponse } from '@aws-sdk/client-servicediscovery';
import { operation } from '../../wire/operation';
import { serviceShape } from '../state/discovery-service';
import type { ServiceDiscoveryRegion } from '../state/servicediscovery.region';

export const getService = operation<ServiceDiscoveryRegion, GetServiceRequest, GetServiceResponse>({
  name: 'GetService',
  run({ Id }, { state }) {
    return { Service: serviceShape(state.known(Id), state.accountId) };
  },
});
