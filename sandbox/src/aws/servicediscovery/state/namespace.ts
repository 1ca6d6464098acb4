import type { Namespace as NamespaceShape, Tag } from '@aws-sdk/client-servicediscovery';

/** A private DNS namespace, once it stands. */
export interface Namespace {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly vpc: string;
  readonly description?: string;
  readonly hostedZoneId: string;
  /** Seconds: the TTL of the hosted zone's SOA record. */
  readonly soaTtl: number;
  readonly creatorRequestId?: string;
  /** Epoch ms. */
  readonly createdAt: number;
  tags: Tag[];
}

/** A namespace as GetNamespace has it; ListNamespaces leaves out who asked for it. */
export const namespaceShape = (namespace: Namespace, accountId: string, services: number): NamespaceShape => ({
  Id: namespace.id,
  Arn: namespace.arn,
  ResourceOwner: accountId,
  Name: namespace.name,
  Type: 'DNS_PRIVATE',
  ...(namespace.description !== undefined && { Description: namespace.description }),
  ServiceCount: services,
  Properties: {
    DnsProperties: { HostedZoneId: namespace.hostedZoneId, SOA: { TTL: namespace.soaTtl } },
    HttpProperties: { HttpName: namespace.name },
  },
  CreateDate: new Date(namespace.createdAt),
});
