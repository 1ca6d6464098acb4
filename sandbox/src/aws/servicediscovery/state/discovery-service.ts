import type {
  DnsConfig,
  HealthCheckCustomConfig,
  Service as ServiceShape,
  ServiceType,
  Tag,
} from '@aws-sdk/client-servicediscovery';

/** A registered instance: the attributes are what DNS and DiscoverInstances answer from. */
export interface Instance {
  readonly id: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly creatorRequestId?: string;
}

/** A Cloud Map service with the instances that are registered with it. */
export interface DiscoveryService {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly namespaceId: string;
  readonly type: ServiceType;
  readonly description?: string;
  readonly dnsConfig?: DnsConfig;
  readonly healthCheckCustomConfig?: HealthCheckCustomConfig;
  readonly creatorRequestId?: string;
  /** Epoch ms. */
  readonly createdAt: number;
  tags: Tag[];
  readonly instances: Map<string, Instance>;
  /** Counts every registration and deregistration, as DiscoverInstances tells it. */
  revision: number;
}

/** A service as CreateService and GetService have it. */
export const serviceShape = (service: DiscoveryService, accountId: string): ServiceShape => ({
  Id: service.id,
  Arn: service.arn,
  ResourceOwner: accountId,
  CreatedByAccount: accountId,
  Name: service.name,
  NamespaceId: service.namespaceId,
  ...(service.description !== undefined && { Description: service.description }),
  InstanceCount: service.instances.size,
  ...(service.dnsConfig && { DnsConfig: { ...service.dnsConfig, NamespaceId: service.namespaceId } }),
  Type: service.type,
  ...(service.healthCheckCustomConfig && { HealthCheckCustomConfig: service.healthCheckCustomConfig }),
  CreateDate: new Date(service.createdAt),
  ...(service.creatorRequestId !== undefined && { CreatorRequestId: service.creatorRequestId }),
});
