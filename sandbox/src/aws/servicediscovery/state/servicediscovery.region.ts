import { isDeepStrictEqual } from 'node:util';
import type { CreateServiceRequest, Tag } from '@aws-sdk/client-servicediscovery';
import type { Clock } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';
import type { Registry, Registries } from '../../engine/registries.port';
import type { DiscoveryService, Instance } from './discovery-service';
import { idOf, serviceId } from './identifiers';
import { Namespaces } from './namespaces';
import { type DiscoveryOperation, Operations } from './operations';
import {
  namespaceInUse,
  resourceNotFound,
  serviceExists,
  serviceInUse,
  serviceNotFound,
} from '../servicediscovery.faults';
import type { Namespace } from './namespace';

export interface ServiceDiscoveryRegionOptions {
  region: string;
  /** Twelve digits. */
  accountId: string;
  clock: Clock;
  pace: Pace;
}

/** Cloud Map in one region: namespaces, the services in them, and the instances registered with those. */
export class ServiceDiscoveryRegion implements Registries {
  readonly accountId: string;
  readonly operations: Operations;
  readonly namespaces: Namespaces;
  private readonly services = new Map<string, { service: DiscoveryService; created: CreateServiceRequest }>();

  constructor(private readonly options: ServiceDiscoveryRegionOptions) {
    const { region, accountId, clock, pace } = options;
    this.accountId = accountId;
    this.operations = new Operations(clock, pace);
    this.namespaces = new Namespaces({ region, accountId, clock, operations: this.operations });
  }

  /** Oldest first. */
  list(): DiscoveryService[] {
    return [...this.services.values()].map(({ service }) => service);
  }

  in({ id }: Namespace): DiscoveryService[] {
    return this.list().filter(({ namespaceId }) => namespaceId === id);
  }

  /**
   * @param id or ARN.
   * @throws AwsFault ServiceNotFound
   */
  known(id: string | undefined): DiscoveryService {
    const kept = this.services.get(idOf(id ?? ''));
    if (!kept) throw serviceNotFound();
    return kept.service;
  }

  /** @throws AwsFault ServiceAlreadyExists where the namespace has one of that name, in whatever case. */
  create(namespace: Namespace, input: CreateServiceRequest): DiscoveryService {
    const name = input.Name ?? '';
    const same = this.in(namespace).find((other) => other.name.toLowerCase() === name.toLowerCase());
    if (same) {
      const { created } = this.services.get(same.id)!;
      if (created.CreatorRequestId !== undefined && isDeepStrictEqual(created, input)) return same;
      throw serviceExists(same.id, same.arn, same.creatorRequestId ?? '');
    }
    const id = serviceId();
    const service: DiscoveryService = {
      id,
      arn: `arn:aws:servicediscovery:${this.options.region}:${this.accountId}:service/${id}`,
      name,
      namespaceId: namespace.id,
      type: input.DnsConfig ? 'DNS_HTTP' : 'HTTP',
      description: input.Description,
      dnsConfig: input.DnsConfig && { RoutingPolicy: 'MULTIVALUE', ...input.DnsConfig },
      healthCheckCustomConfig: input.HealthCheckCustomConfig,
      creatorRequestId: input.CreatorRequestId,
      createdAt: this.options.clock.now(),
      tags: input.Tags ?? [],
      instances: new Map(),
      revision: 0,
    };
    this.services.set(id, { service, created: input });
    return service;
  }

  /** @throws AwsFault ResourceInUse while it has instances, those being deregistered included. */
  delete(service: DiscoveryService): void {
    if (service.instances.size > 0) throw serviceInUse();
    this.services.delete(service.id);
  }

  /** @throws AwsFault ResourceInUse while it has services. */
  deleteNamespace(namespace: Namespace): DiscoveryOperation {
    if (this.in(namespace).length > 0) throw namespaceInUse();
    return this.namespaces.delete(namespace);
  }

  /** Registers an instance, over one of the same id, once the operation is done. */
  registerInstance(service: DiscoveryService, instance: Instance): DiscoveryOperation {
    return this.begin('REGISTER_INSTANCE', service, instance.id, () => service.instances.set(instance.id, instance));
  }

  /** The instance stays until the operation is done. */
  deregisterInstance(service: DiscoveryService, id: string): DiscoveryOperation {
    return this.begin('DEREGISTER_INSTANCE', service, id, () => service.instances.delete(id));
  }

  /** @throws AwsFault ResourceNotFoundException */
  tagged(arn: string | undefined): { tags: Tag[] } {
    const found = [...this.namespaces.list(), ...this.list()].find((resource) => resource.arn === arn);
    if (!found) throw resourceNotFound(arn ?? '');
    return found;
  }

  find(registryArn: string): Registry | undefined {
    const service = this.list().find(({ arn }) => arn === registryArn);
    return service && { recordTypes: (service.dnsConfig?.DnsRecords ?? []).map(({ Type }) => Type ?? 'A') };
  }

  register(registryArn: string, id: string, attributes: Readonly<Record<string, string>>): void {
    const service = this.list().find(({ arn }) => arn === registryArn);
    if (service) this.registerInstance(service, { id, attributes });
  }

  deregister(registryArn: string, id: string): void {
    const service = this.list().find(({ arn }) => arn === registryArn);
    if (service) this.deregisterInstance(service, id);
  }

  /** Nothing that was begun is finished any more. */
  close(): void {
    this.operations.close();
  }

  private begin(
    type: 'REGISTER_INSTANCE' | 'DEREGISTER_INSTANCE',
    service: DiscoveryService,
    instance: string,
    change: () => void,
  ): DiscoveryOperation {
    const targets = { INSTANCE: instance, SERVICE: service.id };
    return this.operations.begin({ type, targets, namespaceId: service.namespaceId }, INSTANCE_SECONDS, () => {
      change();
      service.revision += 1;
    });
  }
}

/** How long DNS records take to be written or removed. */
const INSTANCE_SECONDS = 6;
