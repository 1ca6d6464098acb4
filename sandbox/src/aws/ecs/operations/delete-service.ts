import type { DeleteServiceRequest, DeleteServiceResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import type { EcsRegion } from '../state/ecs.region';
import { serviceNotFound } from '../ecs.faults';
import { serviceShape } from '../answers/service';

export const deleteService = operation<EcsRegion, DeleteServiceRequest, DeleteServiceResponse>({
  name: 'DeleteService',
  run(input, { state }) {
    const cluster = state.clusters.active(input.cluster);
    const service = state.services.find(cluster, input.service ?? '');
    if (!service) throw serviceNotFound('');
    state.services.delete(service, input.force ?? false);
    const answer = { service: serviceShape(state, service, true) };
    state.tags.drop(service.identity.arn);
    return answer;
  },
});
