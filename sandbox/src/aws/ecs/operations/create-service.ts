import type { CreateServiceRequest, CreateServiceResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import type { EcsRegion } from '../state/ecs.region';
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
  ],
  run(input, { state }) {
    const cluster = state.clusters.active(input.cluster);
    checkCreateService(input);
    const definition = usable(state.taskDefinitions.find(input.taskDefinition ?? ''));
    const service = state.services.create(cluster, definition, input);
    state.tags.put(service.identity.arn, input.tags);
    return { service: serviceShape(state, service, true) };
  },
});
