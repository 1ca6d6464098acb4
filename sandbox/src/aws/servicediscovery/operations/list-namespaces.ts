import type { ListNamespacesRequest, ListNamespacesResponse } from '@aws-sdk/client-servicediscovery';
import { operation } from '../../wire/operation';
import { passes } from '../checks/filter';
import { namespaceShape } from '../state/namespace';
import { pages } from '../servicediscovery.page';
import type { ServiceDiscoveryRegion } from '../state/servicediscovery.region';

export const listNamespaces = operation<ServiceDiscoveryRegion, ListNamespacesRequest, ListNamespacesResponse>({
  name: 'ListNamespaces',
  run({ Filters, MaxResults, NextToken }, { state }) {
    const found = state.namespaces
      .list()
      .filter(({ name }) =>
        passes(Filters, { TYPE: 'DNS_PRIVATE', NAME: name, HTTP_NAME: name, RESOURCE_OWNER: 'SELF' }),
      );
    const { items, next } = pages.of(found, { token: NextToken, size: MaxResults });
    return {
      Namespaces: items.map((namespace) => namespaceShape(namespace, state.accountId, state.in(namespace).length)),
      NextToken: next,
    };
  },
});
