import type { DeregisterInstanceRequest, DeregisterInstanceResponse } from '@aws-sdk/client-servicediscovery';
import { operation } from '../../wire/operation';
import { instanceNotFound } from '../servicediscovery.faults';
import type { ServiceDiscoveryRegion } from '../state/servicediscovery.region';

export const deregisterInstance = operation<
  ServiceDiscoveryRegion,
  DeregisterInstanceRequest,
  DeregisterInstanceResponse
>({
  name: 'DeregisterInstance',
  run({ ServiceId, InstanceId = '' }, { state }) {
    const service = state.known(ServiceId);
    if (!service.instances.has(InstanceId)) throw instanceNotFound();
    return { OperationId: state.deregisterInstance(service, InstanceId).id };
  },
});
