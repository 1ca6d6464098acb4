import type {
  CapacityProviderStrategyItem,
  ClusterConfiguration,
  ClusterSetting,
  CreateClusterRequest,
} from '@aws-sdk/client-ecs';
import { type Arns, nameOf } from './arns';
import { clusterNotFound, invalidParameter } from '../ecs.faults';

export interface Cluster {
  name: string;
  arn: string;
  status: 'ACTIVE' | 'INACTIVE';
  settings: ClusterSetting[];
  configuration?: ClusterConfiguration;
  capacityProviders: string[];
  defaultCapacityProviderStrategy: CapacityProviderStrategyItem[];
}

/** A region's clusters. */
export class Clusters {
  private readonly clusters = new Map<string, Cluster>();

  constructor(private readonly arns: Arns) {}

  /** Creates a cluster; one that is there already is answered as it is. */
  create(input: CreateClusterRequest): Cluster {
    const name = input.clusterName ?? 'default';
    if (!/^[A-Za-z0-9_-]{1,255}$/.test(name)) throw invalidParameter('Invalid cluster name.');
    const existing = this.clusters.get(name);
    if (existing?.status === 'ACTIVE') return existing;
    const cluster: Cluster = {
      name,
      arn: this.arns.cluster(name),
      status: 'ACTIVE',
      settings: input.settings?.length ? input.settings : [{ name: 'containerInsights', value: 'disabled' }],
      configuration: input.configuration,
      capacityProviders: input.capacityProviders ?? [],
      defaultCapacityProviderStrategy: input.defaultCapacityProviderStrategy ?? [],
    };
    this.clusters.set(name, cluster);
    return cluster;
  }

  /** @param nameOrArn "default" when left out. Deleted clusters are found too. */
  find(nameOrArn = 'default'): Cluster | undefined {
    const cluster = this.clusters.get(nameOf(nameOrArn));
    return nameOrArn.startsWith('arn:') && cluster?.arn !== nameOrArn ? undefined : cluster;
  }

  /** @throws AwsFault ClusterNotFoundException, for a deleted cluster too. */
  active(nameOrArn?: string): Cluster {
    const cluster = this.find(nameOrArn);
    if (cluster?.status !== 'ACTIVE') throw clusterNotFound();
    return cluster;
  }

  all(): Cluster[] {
    return [...this.clusters.values()].filter(({ status }) => status === 'ACTIVE');
  }
}
