import type { ListOperationsRequest, ListOperationsResponse } from '@aws-sdk/client-servicediscovery';
import { operation } from '../../wire/operation';
import { passes } from '../checks/filter';
import { pages } from '../servicediscovery.page';
import type { ServiceDiscoveryRegion } from '../state/servicediscovery.region';

export const listOperations = operation<ServiceDiscoveryRegion, ListOperationsRequest, ListOperationsResponse>({
  name: 'ListOperations',
  run({ Filters, MaxResults, NextToken }, { state }) {
    const found = state.operations.list().filter(({ type, status, targets, namespaceId, updatedAt }) =>
      passes(Filters, {
        NAMESPACE_ID: namespaceId,
        SERVICE_ID: targets.SERVICE ?? '',
        STATUS: status,
        TYPE: type,
        UPDATE_DATE: String(updatedAt / 1000),
      }),
    );
    const { items, next } = pages.of(found, { token: NextToken, size: MaxResults });
    return { Operations: items.map(({ id, status }) => ({ Id: id, Status: status })), NextToken: next };
  },
});
