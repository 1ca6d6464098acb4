import type {
  CreatePrivateDnsNamespaceRequest,
  CreatePrivateDnsNamespaceResponse,
} from '@aws-sdk/client-servicediscovery';
import { operation } from '../../wire/operation';
import { constraint } from '../servicediscovery.faults';
import type { ServiceDiscoveryRegion } from '../state/servicediscovery.region';

const NAME = '^[!-~]{1,253}$';

export const createPrivateDnsNamespace = operation<
  ServiceDiscoveryRegion,
  CreatePrivateDnsNamespaceRequest,
  CreatePrivateDnsNamespaceResponse
>({
  name: 'CreatePrivateDnsNamespace',
  run(input, { state }) {
    const { Name = '' } = input;
    if (!new RegExp(NAME).test(Name))
      throw constraint('name', Name, `Member must satisfy regular expression pattern: ${NAME}`);
    return { OperationId: state.namespaces.create(input).id };
  },
});
