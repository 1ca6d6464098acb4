import type { UpdateServiceRequest, UpdateServiceResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import type { EcsRegion } from '../state/ecs.region';
import { serviceNotFound } from '../ecs.faults';
import { KEPT_IN_SERVICES, UNSERVED_IN_SERVICES } from '../checks/unserved';
import { usable } from '../checks/service';
import { serviceShape } from '../answers/service';

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
    ...UNSERVED_IN_SERVICES,
  ],
  keptOnly: [...KEPT_IN_SERVICES],
  run(input, { state }) {
    const cluster = state.clusters.active(input.cluster);
    const service = state.services.find(cluster, input.service ?? '');
    if (!service) throw serviceNotFound();
    const definition = input.taskDefinition ? usable(state.taskDefinitions.find(input.taskDefinition)) : undefined;
    state.services.update(service, input, definition);
    return { service: serviceShape(state, service, true) };
  },
});
