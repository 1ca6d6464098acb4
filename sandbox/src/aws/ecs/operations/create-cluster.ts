import type { CreateClusterRequest, CreateClusterResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import { clusterShape } from '../answers/cluster';
import type { EcsRegion } from '../state/ecs.region';

export const createCluster = operation<EcsRegion, CreateClusterRequest, CreateClusterResponse>({
  name: 'CreateCluster',
  unsupported: ['serviceConnectDefaults'],
  keptOnly: ['configuration', 'settings', 'capacityProviders', 'defaultCapacityProviderStrategy'],
  run(input, { state }) {
    const cluster = state.clusters.create(input);
    state.tags.put(cluster.arn, input.tags);
    return { cluster: clusterShape(state, cluster, ['SETTINGS', 'TAGS', 'CONFIGURATIONS']) };
  },
});
