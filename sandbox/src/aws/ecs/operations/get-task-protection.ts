import type { GetTaskProtectionRequest, GetTaskProtectionResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import { protectable, protectedTaskShape } from '../answers/protected-task';
import { invalidParameter } from '../ecs.faults';
import type { EcsRegion } from '../state/ecs.region';

export const getTaskProtection = operation<EcsRegion, GetTaskProtectionRequest, GetTaskProtectionResponse>({
  name: 'GetTaskProtection',
  run({ cluster: asked, tasks: ids = [] }, { state }) {
    const cluster = state.clusters.active(asked);
    if (ids.length > 100) throw invalidParameter('Tasks cannot have more than 100 elements');
    const { tasks, failures } = protectable(state, cluster.name, ids);
    return { protectedTasks: tasks.map(protectedTaskShape), failures };
  },
});
