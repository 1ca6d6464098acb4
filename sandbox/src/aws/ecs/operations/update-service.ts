import type { UpdateServiceRequest, UpdateServiceResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import type { EcsRegion } from '../state/ecs.region';
import { usable } from '../checks/service';
import { serviceShape } from '../answers/service';
import { AwsFault } from '../../wire/fault';

export const updateService = operation<EcsRegion, UpdateServiceRequest, UpdateServiceResponse>({
  name: 'UpdateService',
  unsupported: [
    'capacityProviderStrategy',
    'deploymentController',
    'serviceConnectConfiguration',
    'volumeConfigurations',
    'vpcLatticeConfigurations',
    'gatewayConnectors',
    'monitoring',
  ],
  run(input, { state }) {
    const cluster = state.clusters.active(input.cluster);
    const found = state.services.find(cluster, input.service ?? '');
    if (found && found.status !== 'ACTIVE') throw new AwsFault('ServiceNotActiveException', 'Service was not ACTIVE.');
    const service = found ?? state.services.known(cluster, input.service ?? '');
    const definition = input.taskDefinition ? usable(state.taskDefinitions.find(input.taskDefinition)) : undefined;
    state.services.update(service, input, definition);
    return { service: serviceShape(state, service, true) };
  },
});
