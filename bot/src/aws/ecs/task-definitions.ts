import { Injectable } from '@nestjs/common';
import { DescribeTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { BoundedMap } from '../../kernel/bounded-map';
import { AwsClients } from '../doors/aws-clients';
import { ask } from '../doors/aws-errors';
import { containerFacts } from './main-container';
import type { ContainerFacts } from './main-container';

/** Far more than the revisions in use; each is a few hundred bytes. */
const KEPT = 2000;

/** Task definitions, each read once: a revision never changes. Kept is only what tells its containers apart. */
@Injectable()
export class TaskDefinitions {
  private readonly known = new BoundedMap<string, Promise<ContainerFacts[]>>(KEPT);

  constructor(private readonly clients: AwsClients) {}

  /**
   * The containers of a revision, in its order.
   * @param ref the service it is asked for
   * @param revision `primes-api:41`
   */
  containers(ref: ServiceRef, revision: string): Promise<ContainerFacts[]> {
    const key = keyOf(ref, revision);
    const known = this.known.get(key);
    if (known) return known;
    const read = this.read(ref, revision);
    this.known.set(key, read);
    read.catch(() => this.known.delete(key));
    return read;
  }

  /** As `containers`, where they are known or being read already. */
  ifKnown(ref: ServiceRef, revision: string): Promise<ContainerFacts[]> | undefined {
    return this.known.get(keyOf(ref, revision));
  }

  private async read(ref: ServiceRef, revision: string): Promise<ContainerFacts[]> {
    const { ecs } = this.clients.look(ref.environment);
    const command = new DescribeTaskDefinitionCommand({ taskDefinition: revision, include: ['TAGS'] });
    const { taskDefinition = {} } = await ask(ref, ecs.send(command));
    return containerFacts(taskDefinition);
  }
}

const keyOf = ({ environment }: ServiceRef, revision: string): string => `${environment}:${revision}`;
