import type { DeleteNamespaceRequest, DeleteNamespaceResponse } from '@aws-sdk/client-servicediscovery';
import { operation } from '../../wire/operation';
import type { ServiceDiscoveryRegion } from '../state/servicediscovery.region';

export const deleteNamespace = operation<ServiceDiscoveryRegion, DeleteNamespaceRequest, DeleteNamespaceResponse>({
  name: 'DeleteNamespace',
  run({ Id }, { state }) {
    return { OperationId: state.deleteNamespace(state.namespaces.known(Id)).id };
  },
});
