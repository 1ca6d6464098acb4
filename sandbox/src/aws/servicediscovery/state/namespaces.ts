import type { CreatePrivateDnsNamespaceRequest } from '@aws-sdk/client-servicediscovery';
import type { Clock } from '../../../kernel/clock';
import { hostedZoneId, idOf, namespaceId } from './identifiers';
import type { Namespace } from './namespace';
import type { DiscoveryOperation, OperationFailure, Operations } from './operations';
import { namespaceExists, namespaceNotFound } from '../servicediscovery.faults';

/** What the namespaces of a region need to know. */
export interface NamespacesWorld {
  region: string;
  accountId: string;
  clock: Clock;
  operations: Operations;
}

/** A region's namespaces: those that stand, and those on their way. */
export class Namespaces {
  private readonly standing = new Map<string, Namespace>();
  private readonly asked: { namespace: Namespace; operation: DiscoveryOperation }[] = [];

  constructor(private readonly world: NamespacesWorld) {}

  /** Oldest first. */
  list(): Namespace[] {
    return [...this.standing.values()];
  }

  /**
   * @param id or ARN.
   * @throws AwsFault NamespaceNotFound, also while it is being made.
   */
  known(id: string | undefined): Namespace {
    const namespace = this.standing.get(idOf(id ?? ''));
    if (!namespace) throw namespaceNotFound();
    return namespace;
  }

  named(name: string | undefined): Namespace | undefined {
    return this.list().find((namespace) => namespace.name === name);
  }

  /**
   * Begins to make a private DNS namespace. One of the same name in the same VPC makes the operation fail, since the VPC
   * cannot have two hosted zones of one name; the same CreatorRequestId again is the same operation.
   * @throws AwsFault NamespaceAlreadyExists where the CreatorRequestId made another one
   */
  create(input: CreatePrivateDnsNamespaceRequest): DiscoveryOperation {
    const { Name = '', Vpc = '', CreatorRequestId } = input;
    const again = this.asked.find(
      ({ namespace }) => CreatorRequestId !== undefined && namespace.creatorRequestId === CreatorRequestId,
    );
    if (again && again.namespace.name === Name && again.namespace.vpc === Vpc) return again.operation;
    if (again) throw namespaceExists(again.namespace.id, CreatorRequestId ?? '');
    const namespace = this.make(input);
    const operation = this.world.operations.begin(
      { type: 'CREATE_NAMESPACE', targets: { NAMESPACE: namespace.id }, namespaceId: namespace.id },
      CREATING_SECONDS,
      () => this.stand(namespace),
    );
    this.asked.push({ namespace, operation });
    return operation;
  }

  /** Begins to take a namespace away; it stands until the operation is done. */
  delete(namespace: Namespace): DiscoveryOperation {
    const { id } = namespace;
    return this.world.operations.begin(
      { type: 'DELETE_NAMESPACE', targets: { NAMESPACE: id }, namespaceId: id },
      DELETING_SECONDS,
      () => void this.standing.delete(id),
    );
  }

  private make(input: CreatePrivateDnsNamespaceRequest): Namespace {
    const { region, accountId, clock } = this.world;
    const id = namespaceId();
    return {
      id,
      arn: `arn:aws:servicediscovery:${region}:${accountId}:namespace/${id}`,
      name: input.Name ?? '',
      vpc: input.Vpc ?? '',
      description: input.Description,
      hostedZoneId: hostedZoneId(),
      soaTtl: input.Properties?.DnsProperties?.SOA?.TTL ?? DEFAULT_SOA_TTL,
      creatorRequestId: input.CreatorRequestId,
      createdAt: clock.now(),
      tags: input.Tags ?? [],
    };
  }

  private stand(namespace: Namespace): OperationFailure | undefined {
    const other = this.list().find(({ name, vpc }) => name === namespace.name && vpc === namespace.vpc);
    if (!other) return void this.standing.set(namespace.id, namespace);
    return {
      code: 'CANNOT_CREATE_HOSTED_ZONE',
      message: `The VPC ${other.vpc} in region ${this.world.region} has already been associated with the hosted zone ${other.hostedZoneId} with the same domain name.`,
    };
  }
}

/** A hosted zone takes most of a minute to make, and somewhat less to remove. */
const CREATING_SECONDS = 40;
const DELETING_SECONDS = 20;
/** Seconds. */
const DEFAULT_SOA_TTL = 15;
