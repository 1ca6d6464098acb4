import type { Cluster as ClusterShape, ClusterField } from '@aws-sdk/client-ecs';
import { type EcsService, isPending, isRunning } from '../../engine/scheduler/ecs-service';
import type { EcsTask } from '../../engine/scheduler/task';
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
    registeredContainerInstancesCount: region.instances.of(cluster.name).length,
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
  const tasksOf = (type: string): EcsTask[] => tasks.filter(({ order }) => order.launchType === type);
  const servicesOf = (type: string, wanted: EcsService['status']): number =>
    services.filter(({ status, primary }) => status === wanted && primary?.revision.settings.launchType === type)
      .length;
  const counts = {
    runningEC2TasksCount: tasksOf('EC2').filter(isRunning).length,
    runningFargateTasksCount: tasksOf('FARGATE').filter(isRunning).length,
    pendingEC2TasksCount: tasksOf('EC2').filter(isPending).length,
    pendingFargateTasksCount: tasksOf('FARGATE').filter(isPending).length,
    activeEC2ServiceCount: servicesOf('EC2', 'ACTIVE'),
    activeFargateServiceCount: servicesOf('FARGATE', 'ACTIVE'),
    drainingEC2ServiceCount: servicesOf('EC2', 'DRAINING'),
    drainingFargateServiceCount: servicesOf('FARGATE', 'DRAINING'),
  };
  return Object.entries(counts).map(([name, count]) => ({ name, value: String(count) }));
}
