import type { ListServicesRequest, ListServicesResponse } from '@aws-sdk/client-servicediscovery';
import { operation } from '../../wire/operation';
import { serviceShape } from '../state/discovery-service';
import { passes } from '../checks/filter';
import { pages } from '../servicediscovery.page';
import type { ServiceDiscoveryRegion } from '../state/servicediscovery.region';

export const listServices = operation<ServiceDiscoveryRegion, ListServicesRequest, ListServicesResponse>({
  name: 'ListServices',
  run({ Filters, MaxResults, NextToken }, { state }) {
    const found = state
      .list()
      .filter(({ namespaceId }) => passes(Filters, { NAMESPACE_ID: namespaceId, RESOURCE_OWNER: 'SELF' }));
    const { items, next } = pages.of(found, { token: NextToken, size: MaxResults });
    return {
      Services: items.map((service) => {
        const { NamespaceId: _, CreatorRequestId: __, ...summary } = serviceShape(service, state.accountId);
        return summary;
      }),
      NextToken: next,
    };
  },
});
