import type { Cluster as ClusterShape, ClusterField } from '@aws-sdk/client-ecs';
import { isPending, isRunning } from '../../engine/scheduler/ecs-service';
import type { Cluster } from '../state/clusters';
import type { EcsRegion } from '../state/ecs.region';

/** A cluster as DescribeClusters answers it: settings, tags and the rest only where they are asked for. */
export function clusterShape(region: EcsRegion, cluster: Cluster, include: readonly ClusterField[] = []): ClusterShape {
  const tasks = region.tasks.of(cluster.name);
  const services = region.services.all().filter(({ identity }) => identity.clusterName === cluster.name);
  return {
    clusterArn: cluster.arn,
    clusterName: cluster.name,
    status: cluster.status,
    registeredContainerInstancesCount: 0,
    runningTasksCount: tasks.filter(isRunning).length,
    pendingTasksCount: tasks.filter(isPending).length,
    activeServicesCount: services.filter(({ status }) => status === 'ACTIVE').length,
    statistics: include.includes('STATISTICS') ? statistics(region, cluster) : [],
    tags: include.includes('TAGS') ? region.tags.of(cluster.arn) : [],
    settings: include.includes('SETTINGS') ? cluster.settings : [],
    ...(include.includes('CONFIGURATIONS') && cluster.configuration && { configuration: cluster.configuration }),
    capacityProviders: cluster.capacityProviders,
    defaultCapacityProviderStrategy: cluster.defaultCapacityProviderStrategy,
  };
}

function statistics(region: EcsRegion, cluster: Cluster): { name: string; value: string }[] {
  const tasks = region.tasks.of(cluster.name);
  const services = region.services.all().filter(({ identity }) => identity.clusterName === cluster.name);
  const counts = {
    runningEC2TasksCount: 0,
    runningFargateTasksCount: tasks.filter(isRunning).length,
    pendingEC2TasksCount: 0,
    pendingFargateTasksCount: tasks.filter(isPending).length,
    activeEC2ServiceCount: services.filter(
      ({ status, primary }) => status === 'ACTIVE' && primary?.revision.settings.launchType === 'EC2',
    ).length,
    activeFargateServiceCount: services.filter(
      ({ status, primary }) => status === 'ACTIVE' && primary?.revision.settings.launchType === 'FARGATE',
    ).length,
    drainingEC2ServiceCount: 0,
    drainingFargateServiceCount: services.filter(({ status }) => status === 'DRAINING').length,
  };
  return Object.entries(counts).map(([name, count]) => ({ name, value: String(count) }));
}
