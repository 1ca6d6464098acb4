import type { GetNamespaceRequest, GetNamespaceResponse } from '@aws-sdk/client-servicediscovery';
import { operation } from '../../wire/operation';
import { namespaceShape } from '../state/namespace';
import type { ServiceDiscoveryRegion } from '../state/servicediscovery.region';

export const getNamespace = operation<ServiceDiscoveryRegion, GetNamespaceRequest, GetNamespaceResponse>({
  name: 'GetNamespace',
  run({ Id }, { state }) {
    const namespace = state.namespaces.known(Id);
    const { creatorRequestId } = namespace;
    const shape = namespaceShape(namespace, state.accountId, state.in(namespace).length);
    return { Namespace: { ...shape, ...(creatorRequestId !== undefined && { CreatorRequestId: creatorRequestId }) } };
  },
});
