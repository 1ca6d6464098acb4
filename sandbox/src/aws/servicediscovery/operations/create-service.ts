import type { CreateServiceRequest, CreateServiceResponse } from '@aws-sdk/client-servicediscovery';
import { operation } from '../../wire/operation';
import { serviceShape } from '../state/discovery-service';
import { constraint, invalidInput } from '../servicediscovery.faults';
import type { ServiceDiscoveryRegion } from '../state/servicediscovery.region';

const NAME =
  '((?=^.{1,127}$)^([a-zA-Z0-9_][a-zA-Z0-9-_]{0,61}[a-zA-Z0-9_]|[a-zA-Z0-9])(\\.([a-zA-Z0-9_][a-zA-Z0-9-_]{0,61}[a-zA-Z0-9_]|[a-zA-Z0-9]))*$)|(^\\.$)';

export const createService = operation<ServiceDiscoveryRegion, CreateServiceRequest, CreateServiceResponse>({
  name: 'CreateService',
  unsupported: ['HealthCheckConfig'],
  run(input, { state }) {
    const { Name = '', NamespaceId = input.DnsConfig?.NamespaceId, DnsConfig, Type } = input;
    if (!new RegExp(NAME).test(Name))
      throw constraint('name', Name, `Member must satisfy regular expression pattern: ${NAME}`);
    if (NamespaceId === undefined) throw invalidInput('Namespace ID is required.');
    if (Type === 'HTTP' && DnsConfig) throw invalidInput('DnsConfig cannot be specified for a service of type HTTP.');
    return { Service: serviceShape(state.create(state.namespaces.known(NamespaceId), input), state.accountId) };
  },
});
