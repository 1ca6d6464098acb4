import { Injectable } from '@nestjs/common';
import { DescribeServicesCommand } from '@aws-sdk/client-ecs';
import type { Service } from '@aws-sdk/client-ecs';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { serviceKey } from '../../domain/services/service-ref.types';
import { ServiceNotFoundError } from '../../domain/services/services.errors';
import { BoundedMap } from '../../kernel/bounded-map';
import { nameOf } from '../arn';
import { AwsClients } from '../doors/aws-clients';
import { ask } from '../doors/aws-errors';
import { as } from '../doors/read-pace';
import type { Importance } from '../doors/read-pace';
import { Batch } from './batch';

/** DescribeServices takes so many. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html */
const SERVICES_A_CALL = 10;
/** A table's calls at the same time: what is asked for twice while they go on is asked once. */
const TABLE_CALLS = 4;
const REMEMBERED = 2000;

/** Which revisions a service had when it was last read. */
export interface SeenRevisions {
  /** `primes-api:41`; none where the service is set to none. */
  revision: string | undefined;
  /** ARNs of its service revisions. */
  serviceRevisions: string[];
}

/** Describes services; what is asked for at the same time is asked in as few calls as ECS allows. */
@Injectable()
export class ServiceReader {
  private readonly batches = { one: this.batch('one'), many: this.batch('many', TABLE_CALLS) };
  private readonly seen = new BoundedMap<string, SeenRevisions>(REMEMBERED);

  constructor(private readonly clients: AwsClients) {}

  /** @throws ServiceNotFoundError when there is no such service, or it was deleted */
  async read(ref: ServiceRef, importance: Importance = 'one'): Promise<Service> {
    const found = await ask(ref, this.batches[importance].load(ref));
    if (!found || found.status === 'INACTIVE') throw new ServiceNotFoundError(ref);
    this.seen.set(serviceKey(ref), seenRevisions(found));
    return found;
  }

  /** What it most likely still has, so that it can be asked for while the service is being read. */
  lastSeen(ref: ServiceRef): SeenRevisions | undefined {
    return this.seen.get(serviceKey(ref));
  }

  private batch(importance: Importance, atOnce?: number): Batch<ServiceRef, Service> {
    return new Batch({
      size: SERVICES_A_CALL,
      group: ({ environment, cluster }) => `${environment}:${cluster}`,
      id: serviceKey,
      ask: (refs) => this.describe(refs, importance),
      ...(atOnce ? { atOnce } : {}),
    });
  }

  private async describe(refs: ServiceRef[], importance: Importance): Promise<Map<string, Service>> {
    const { environment, cluster } = refs[0]!;
    const { ecs } = this.clients.look(environment);
    const command = new DescribeServicesCommand({ cluster, services: refs.map(({ service }) => service) });
    const { services = [] } = await ecs.send(as(importance, command));
    return new Map(
      services.map((service) => [serviceKey({ environment, cluster, service: service.serviceName ?? '' }), service]),
    );
  }
}

/** ARNs of the service revisions that a service has. */
export const serviceRevisionArns = ({ currentServiceRevisions = [] }: Service): string[] =>
  currentServiceRevisions.flatMap(({ arn }) => arn ?? []);

function seenRevisions(service: Service): SeenRevisions {
  return { revision: nameOf(service.taskDefinition) || undefined, serviceRevisions: serviceRevisionArns(service) };
}
