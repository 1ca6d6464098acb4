import { Injectable } from '@nestjs/common';
import { DescribeTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { BoundedMap } from '../../kernel/bounded-map';
import { Clock } from '../../kernel/clock';
import { AwsClients } from '../doors/aws-clients';
import { ask } from '../doors/aws-errors';
import { as } from '../doors/read-pace';
import type { Importance } from '../doors/read-pace';
import { containerFacts } from './main-container';
import type { ContainerFacts } from './main-container';
import { hearing } from './raw-json';
import type { RawJson } from './raw-json';

/** Far more than the revisions in use; each is a few hundred bytes. */
const KEPT = 2000;
/** Answers in full, tens of kilobytes each at the most: enough for what people are changing just now. */
const KEPT_WHOLE = 20;
/** A revision never changes, but its tags may. */
const WHOLE_FRESH_MS = 60_000;

/** Task definitions, each read once: a revision never changes. Kept for long is only what tells its containers apart. */
@Injectable()
export class TaskDefinitions {
  private readonly known = new BoundedMap<string, Promise<ContainerFacts[]>>(KEPT);
  private readonly wholes = new BoundedMap<string, { answer: RawJson; at: number }>(KEPT_WHOLE);

  constructor(
    private readonly clients: AwsClients,
    private readonly clock: Clock,
  ) {}

  /**
   * The containers of a revision, in its order.
   * @param ref the service it is asked for
   * @param revision `primes-api:41`
   */
  containers(ref: ServiceRef, revision: string, importance: Importance = 'one'): Promise<ContainerFacts[]> {
    const key = keyOf(ref, revision);
    const known = this.known.get(key);
    if (known) return known;
    const read = this.read(ref, revision, importance).then(({ containers }) => containers);
    this.known.set(key, read);
    read.catch(() => this.known.delete(key));
    return read;
  }

  /** As `containers`, where they are known or being read already. */
  ifKnown(ref: ServiceRef, revision: string): Promise<ContainerFacts[]> | undefined {
    return this.known.get(keyOf(ref, revision));
  }

  /** What DescribeTaskDefinition answers of a revision with its tags, word for word and at most a minute old. */
  async whole(ref: ServiceRef, revision: string): Promise<RawJson> {
    await this.known.get(keyOf(ref, revision))?.catch(() => undefined);
    const kept = this.wholes.get(keyOf(ref, revision));
    if (kept && this.clock.now() - kept.at <= WHOLE_FRESH_MS) return kept.answer;
    return (await this.read(ref, revision, 'one')).answer;
  }

  private async read(
    ref: ServiceRef,
    revision: string,
    importance: Importance,
  ): Promise<{ answer: RawJson; containers: ContainerFacts[] }> {
    const { ecs } = this.clients.look(ref.environment);
    const at = this.clock.now();
    const { command, heard } = hearing(
      new DescribeTaskDefinitionCommand({ taskDefinition: revision, include: ['TAGS'] }),
    );
    const { taskDefinition = {} } = await ask(ref, ecs.send(as(importance, command)));
    const answer = heard();
    if (importance === 'one') this.wholes.set(keyOf(ref, revision), { answer, at });
    return { answer, containers: containerFacts(taskDefinition) };
  }
}

const keyOf = ({ environment }: ServiceRef, revision: string): string => `${environment}:${revision}`;
