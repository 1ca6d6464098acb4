import type { UpdateContainerInstancesStateRequest, UpdateContainerInstancesStateResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import { containerInstanceShape } from '../answers/container-instance';
import { invalidParameter, oneOf } from '../ecs.faults';
import type { EcsRegion } from '../state/ecs.region';
import { nameOf } from '../state/arns';

/** The tasks of services leave a draining instance with the services' next looks, as their deployment configuration allows. */
export const updateContainerInstancesState = operation<
  EcsRegion,
  UpdateContainerInstancesStateRequest,
  UpdateContainerInstancesStateResponse
>({
  name: 'UpdateContainerInstancesState',
  run({ cluster: asked, containerInstances: ids = [], status }, { state }) {
    const cluster = state.clusters.active(asked);
    oneOf('Container instance status', status, ['ACTIVE', 'DRAINING']);
    if (ids.length > 10) throw invalidParameter('Container instances cannot have more than 10 elements');
    const answer: Required<UpdateContainerInstancesStateResponse> = { containerInstances: [], failures: [] };
    for (const id of ids) {
      const instance = state.instances.find(cluster.name, id);
      if (!instance || instance.status === 'INACTIVE') {
        const arn = state.arns.containerInstance(cluster.name, nameOf(id));
        answer.failures?.push({ arn, reason: instance ? 'INACTIVE' : 'MISSING' });
        continue;
      }
      instance.turn({ status: status === 'DRAINING' ? 'DRAINING' : 'ACTIVE' });
      answer.containerInstances?.push(containerInstanceShape(state, instance));
    }
    return answer;
  },
});
