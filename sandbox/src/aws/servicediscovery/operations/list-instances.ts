import type { ListInstancesRequest, ListInstancesResponse } from '@aws-sdk/client-servicediscovery';
import { operation } from '../../wire/operation';
import { pageOf } from '../servicediscovery.page';
import type { ServiceDiscoveryRegion } from '../state/servicediscovery.region';

export const listInstances = operation<ServiceDiscoveryRegion, ListInstancesRequest, ListInstancesResponse>({
  name: 'ListInstances',
  run({ ServiceId, MaxResults, NextToken }, { state }) {
    const { items, ...page } = pageOf([...state.known(ServiceId).instances.values()], NextToken, MaxResults);
    return {
      ResourceOwner: state.accountId,
      Instances: items.map(({ id, attributes }) => ({
        Id: id,
        Attributes: { ...attributes },
        CreatedByAccount: state.accountId,
      })),
      ...page,
    };
  },
});
