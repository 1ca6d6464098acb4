import type { GetInstanceRequest, GetInstanceResponse } from '@aws-sdk/client-servicediscovery';
import { operation } from '../../wire/operation';
import { instanceNotFound } from '../servicediscovery.faults';
import type { ServiceDiscoveryRegion } from '../state/servicediscovery.region';

export const getInstance = operation<ServiceDiscoveryRegion, GetInstanceRequest, GetInstanceResponse>({
  name: 'GetInstance',
  run({ ServiceId, InstanceId = '' }, { state }) {
    const instance = state.known(ServiceId).instances.get(InstanceId);
    if (!instance) throw instanceNotFound();
    const { id, attributes, creatorRequestId } = instance;
    return {
      ResourceOwner: state.accountId,
      Instance: {
        Id: id,
        Attributes: { ...attributes },
        CreatedByAccount: state.accountId,
        ...(creatorRequestId !== undefined && { CreatorRequestId: creatorRequestId }),
      },
    };
  },
});
