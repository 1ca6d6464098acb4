import type { GetOperationRequest, GetOperationResponse } from '@aws-sdk/client-servicediscovery';
import { operation } from '../../wire/operation';
import { operationShape } from '../state/operations';
import type { ServiceDiscoveryRegion } from '../state/servicediscovery.region';

export const getOperation = operation<ServiceDiscoveryRegion, GetOperationRequest, GetOperationResponse>({
  name: 'GetOperation',
  unsupported: ['OwnerAccount'],
  run({ OperationId }, { state }) {
    return { Operation: operationShape(state.operations.known(OperationId)) };
  },
});
