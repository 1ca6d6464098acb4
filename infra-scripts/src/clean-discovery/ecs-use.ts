import {
  ClusterNotFoundException,
  DescribeClustersCommand,
  DescribeServicesCommand,
  type ECSClient,
  paginateListClusters,
  paginateListServices,
  type Service,
} from '@aws-sdk/client-ecs';
import type { EcsUse, NamespaceFacts } from './facts';

/** DescribeServices takes ten, DescribeClusters a hundred. */
const SERVICES_A_CALL = 10;
const CLUSTERS_A_CALL = 100;

/** Reads what the ECS services of every cluster of the region use of Cloud Map. */
export async function readEcsUse(client: ECSClient, namespaces: readonly NamespaceFacts[]): Promise<EcsUse> {
  const services = new Map<string, string>();
  const connected = new Map<string, string>();
  const present = new Set<string>();
  const note = (cluster: string, service: Service): void => {
    const user = `${cluster}/${service.serviceName ?? ''}`;
    present.add(user);
    for (const arn of registriesOf(service)) services.set(arn, user);
    for (const namespace of connectedNamespaces(service)) connected.set(namespace, `the ECS service ${user}`);
  };
  const clusters = await listClusters(client);
  for (const { name, connectsTo } of clusters) {
    if (connectsTo) connected.set(connectsTo, `the ECS cluster ${name}`);
    for (const service of await listServices(client, name)) note(name, service);
  }
  // ListServices hides those that drain, and their tasks may still be registered.
  for (const [cluster, named] of namedByInstances(namespaces)) {
    const unseen = [...named].filter((service) => !present.has(`${cluster}/${service}`));
    for (const service of await describe(client, cluster, unseen)) {
      if (service.status !== 'INACTIVE') note(cluster, service);
    }
  }
  return { services, namespaces: connected, present };
}

async function listClusters(client: ECSClient): Promise<{ name: string; connectsTo?: string }[]> {
  const arns: string[] = [];
  for await (const { clusterArns = [] } of paginateListClusters({ client }, {})) arns.push(...clusterArns);
  const found: { name: string; connectsTo?: string }[] = [];
  for (let at = 0; at < arns.length; at += CLUSTERS_A_CALL) {
    const asked = new DescribeClustersCommand({ clusters: arns.slice(at, at + CLUSTERS_A_CALL) });
    const { clusters = [] } = await client.send(asked);
    for (const { clusterName = '', serviceConnectDefaults } of clusters) {
      found.push({ name: clusterName, connectsTo: serviceConnectDefaults?.namespace });
    }
  }
  return found;
}

async function listServices(client: ECSClient, cluster: string): Promise<Service[]> {
  const arns: string[] = [];
  for await (const { serviceArns = [] } of paginateListServices({ client }, { cluster })) arns.push(...serviceArns);
  return describe(client, cluster, arns);
}

/** Those that are found; none where the cluster is gone. */
async function describe(client: ECSClient, cluster: string, names: readonly string[]): Promise<Service[]> {
  const found: Service[] = [];
  try {
    for (let at = 0; at < names.length; at += SERVICES_A_CALL) {
      const asked = new DescribeServicesCommand({ cluster, services: names.slice(at, at + SERVICES_A_CALL) });
      found.push(...((await client.send(asked)).services ?? []));
    }
  } catch (error) {
    if (!(error instanceof ClusterNotFoundException)) throw error;
  }
  return found;
}

/** ARNs of the Cloud Map services that an ECS service registers with, by itself, in a task set or for Service Connect. */
function registriesOf({ serviceRegistries = [], taskSets = [], deployments = [] }: Service): string[] {
  const registries = [...serviceRegistries, ...taskSets.flatMap((each) => each.serviceRegistries ?? [])];
  const connected = deployments.flatMap(({ serviceConnectResources = [] }) => serviceConnectResources);
  const arns = [
    ...registries.map(({ registryArn }) => registryArn),
    ...connected.map(({ discoveryArn }) => discoveryArn),
  ];
  return arns.flatMap((arn) => (arn ? [arn] : []));
}

const connectedNamespaces = ({ deployments = [] }: Service): string[] =>
  deployments.flatMap(({ serviceConnectConfiguration }) =>
    serviceConnectConfiguration?.enabled && serviceConnectConfiguration.namespace
      ? [serviceConnectConfiguration.namespace]
      : [],
  );

/** The ECS services that instances name, by cluster. */
function namedByInstances(namespaces: readonly NamespaceFacts[]): Map<string, Set<string>> {
  const named = new Map<string, Set<string>>();
  for (const { ecs } of namespaces.flatMap(({ services }) => services.flatMap(({ instances }) => instances))) {
    if (ecs) named.set(ecs.cluster, (named.get(ecs.cluster) ?? new Set()).add(ecs.service));
  }
  return named;
}
