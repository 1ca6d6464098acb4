import type { DeleteClusterRequest, DeleteClusterResponse } from '@aws-sdk/client-ecs';
import { AwsFault } from '../../wire/fault';
import { operation } from '../../wire/operation';
import { clusterShape } from '../answers/cluster';
import type { EcsRegion } from '../state/ecs.region';
import { clusterNotFound } from '../ecs.faults';

export const deleteCluster = operation<EcsRegion, DeleteClusterRequest, DeleteClusterResponse>({
  name: 'DeleteCluster',
  run(input, { state }) {
    const cluster = state.clusters.find(input.cluster);
    if (!cluster) throw clusterNotFound();
    const services = state.services.all().filter(({ identity }) => identity.clusterName === cluster.name);
    if (services.some(({ status }) => status === 'ACTIVE')) {
      throw new AwsFault(
        'ClusterContainsServicesException',
        'The Cluster cannot be deleted while Services are active.',
      );
    }
    if (state.tasks.of(cluster.name).some(({ lastStatus }) => lastStatus !== 'STOPPED')) {
      throw new AwsFault('ClusterContainsTasksException', 'The Cluster cannot be deleted while Tasks are active.');
    }
    if (state.instances.of(cluster.name).length > 0) {
      throw new AwsFault(
        'ClusterContainsContainerInstancesException',
        'The Cluster cannot be deleted while Container Instances are active or draining.',
      );
    }
    cluster.status = 'INACTIVE';
    state.tags.drop(cluster.arn);
    return { cluster: clusterShape(state, cluster, ['SETTINGS']) };
  },
});
