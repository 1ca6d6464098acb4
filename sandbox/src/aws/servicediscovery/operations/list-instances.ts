import type { ListInstancesRequest, ListInstancesResponse } from '@aws-sdk/client-servicediscovery';
import { operation } from '../../wire/operation';
import { pages } from '../servicediscovery.page';
import type { ServiceDiscoveryRegion } from '../state/servicediscovery.region';

export const listInstances = operation<ServiceDiscoveryRegion, ListInstancesRequest, ListInstancesResponse>({
  name: 'ListInstances',
  run({ ServiceId, MaxResults, NextToken }, { state }) {
    const { items, next } = pages.of([...state.known(ServiceId).instances.values()], {
      token: NextToken,
      size: MaxResults,
    });
    return {
      ResourceOwner: state.accountId,
      Instances: items.map(({ id, attributes }) => ({
        Id: id,
        Attributes: { ...attributes },
        CreatedByAccount: state.accountId,
      })),
      NextToken: next,
    };
  },
});
