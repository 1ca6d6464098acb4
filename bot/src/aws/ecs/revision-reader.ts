import { Injectable } from '@nestjs/common';
import { parseImage } from '../../domain/images/image-ref.types';
import type { EcsContainer } from '../../domain/observations/ecs-service.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import type { Part } from '../../kernel/part';
import type { Importance } from '../doors/read-pace';
import { isAgent, mainOf } from './main-container';
import type { ContainerFacts } from './main-container';
import type { SeenRevisions } from './service-reader';
import { ServiceRevisions } from './service-revisions';
import type { RevisionFacts } from './service-revisions';
import { TaskDefinitions } from './task-definitions';

/** A task definition that a service is set to, or that a deployment of it brings. */
export interface SetRevision {
  /** `primes-api:41` */
  revision: string;
  /** The service revision that brings it, where ECS says one and it can be read. */
  broughtBy: Promise<RevisionFacts | undefined>;
  /** The containers behind load balancers. */
  balanced: readonly string[];
}

/** What is known of revisions: what their task definitions say, and the digests that ECS resolved their tags to. */
@Injectable()
export class RevisionReader {
  constructor(
    private readonly taskDefinitions: TaskDefinitions,
    private readonly revisions: ServiceRevisions,
  ) {}

  /** Those that can be read. Where none can, tags and digests are as the task definitions say them. */
  async serviceRevisions(
    ref: ServiceRef,
    arns: readonly string[],
    importance: Importance = 'one',
  ): Promise<RevisionFacts[]> {
    const read = await Promise.all(arns.map((arn) => this.revisions.of(ref, arn, importance).catch(() => undefined)));
    return read.filter((facts) => facts !== undefined);
  }

  /** Asks for what will most likely be needed, without waiting for it. */
  readAhead(ref: ServiceRef, { revision, serviceRevisions }: SeenRevisions, importance: Importance): void {
    void this.serviceRevisions(ref, serviceRevisions, importance);
    if (revision && importance === 'one') this.taskDefinitions.containers(ref, revision).catch(() => undefined);
  }

  /**
   * The containers of a revision, the main one first.
   * @param importance for a table: without limits of memory, where that saves reading the task definition
   */
  async containers(ref: ServiceRef, set: SetRevision, importance: Importance): Promise<Part<EcsContainer[]>> {
    try {
      const facts = await this.facts(ref, set, importance);
      return containersOf(facts, (await set.broughtBy)?.images ?? [], set.balanced);
    } catch (error) {
      return { unknown: error instanceof Error ? error.message : String(error) };
    }
  }

  private async facts(ref: ServiceRef, set: SetRevision, importance: Importance): Promise<ContainerFacts[]> {
    const { revision, broughtBy, balanced } = set;
    const known = this.taskDefinitions.ifKnown(ref, revision);
    if (known) return known;
    const images = importance === 'many' ? factsOfImages(await broughtBy) : [];
    if (images.length === 1 || images.some(({ name }) => balanced.includes(name))) return images;
    try {
      return await this.taskDefinitions.containers(ref, revision, importance);
    } catch (error) {
      const named = factsOfImages(await broughtBy);
      if (named.length > 0) return named;
      throw error;
    }
  }
}

/** What a service revision alone says of its containers: not which of them are essential. */
function factsOfImages(brought: RevisionFacts | undefined): ContainerFacts[] {
  return (brought?.images ?? []).map(({ name, image }) => ({ name, image, sidecar: isAgent(image) }));
}

/** The domain's containers, the main one first. */
function containersOf(
  facts: readonly ContainerFacts[],
  resolved: RevisionFacts['images'],
  balanced: readonly string[],
): EcsContainer[] {
  const main = mainOf(facts, balanced);
  const containers = facts.map(({ name, image, memoryMiB, ownMemory, essential }): EcsContainer => {
    const { tag, digest: pinned } = parseImage(image);
    const digest = pinned ?? resolved.find((one) => one.name === name)?.digest;
    return {
      name,
      image,
      ...(tag ? { tag } : {}),
      ...(digest ? { digest } : {}),
      main: name === main,
      ...(memoryMiB === undefined ? {} : { memoryMiB }),
      ...(ownMemory ? { ownMemory } : {}),
      ...(essential === undefined ? {} : { essential }),
    };
  });
  return containers.toSorted((a, b) => Number(b.main) - Number(a.main));
}
