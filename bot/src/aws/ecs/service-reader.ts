import { Injectable } from '@nestjs/common';
import { DescribeServicesCommand } from '@aws-sdk/client-ecs';
import type { Service } from '@aws-sdk/client-ecs';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { serviceKey } from '../../domain/services/service-ref.types';
import { ServiceNotFoundError } from '../../domain/services/services.errors';
import { AwsClients } from '../doors/aws-clients';
import { ask } from '../doors/aws-errors';
import { Batch } from './batch';

/** DescribeServices takes so many. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html */
const SERVICES_A_CALL = 10;

/** Describes services; what is asked for at the same time is asked in as few calls as ECS allows. */
@Injectable()
export class ServiceReader {
  private readonly batch = new Batch<ServiceRef, Service>({
    size: SERVICES_A_CALL,
    group: ({ environment, cluster }) => `${environment}:${cluster}`,
    id: serviceKey,
    ask: (refs) => this.describe(refs),
  });

  constructor(private readonly clients: AwsClients) {}

  /** @throws ServiceNotFoundError when there is no such service, or it was deleted */
  async read(ref: ServiceRef): Promise<Service> {
    const found = await ask(ref, this.batch.load(ref));
    if (found && found.status !== 'INACTIVE') return found;
    throw new ServiceNotFoundError(ref);
  }

  private async describe(refs: ServiceRef[]): Promise<Map<string, Service>> {
    const { environment, cluster } = refs[0]!;
    const { ecs } = this.clients.look(environment);
    const command = new DescribeServicesCommand({ cluster, services: refs.map(({ service }) => service) });
    const { services = [] } = await ecs.send(command);
    return new Map(
      services.map((service) => [serviceKey({ environment, cluster, service: service.serviceName ?? '' }), service]),
    );
  }
}
