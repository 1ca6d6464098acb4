import type { CreateServiceRequest, CreateServiceResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import type { EcsRegion } from '../state/ecs.region';
import { KEPT_IN_SERVICES, UNSERVED_IN_SERVICES } from '../checks/unserved';
import { checkCreateService, usable } from '../checks/service';
import { serviceShape } from '../answers/service';

export const createService = operation<EcsRegion, CreateServiceRequest, CreateServiceResponse>({
  name: 'CreateService',
  unsupported: [
    'serviceConnectConfiguration',
    'volumeConfigurations',
    'vpcLatticeConfigurations',
    'gatewayConnectors',
    'monitoring',
    ...UNSERVED_IN_SERVICES,
  ],
  keptOnly: [...KEPT_IN_SERVICES, 'capacityProviderStrategy[].weight', 'capacityProviderStrategy[].base', 'role'],
  run(input, { state, accessKeyId }) {
    const cluster = state.clusters.active(input.cluster);
    checkCreateService(input);
    const definition = input.taskDefinition ? usable(state.taskDefinitions.find(input.taskDefinition)) : undefined;
    const service = state.services.create(cluster, definition, input, state.callerArn(accessKeyId));
    state.tags.put(service.identity.arn, input.tags);
    return { service: serviceShape(state, service, true) };
  },
});
