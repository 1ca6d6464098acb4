import { Injectable } from '@nestjs/common';
import { DescribeServiceRevisionsCommand } from '@aws-sdk/client-ecs';
import type { ServiceRevision } from '@aws-sdk/client-ecs';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { BoundedMap } from '../../kernel/bounded-map';
import { Clock } from '../../kernel/clock';
import { nameOf } from '../arn';
import { AwsClients } from '../doors/aws-clients';
import { ask } from '../doors/aws-errors';
import { as } from '../doors/read-pace';
import type { Importance } from '../doors/read-pace';
import { Batch } from './batch';

/** DescribeServiceRevisions takes so many ARNs. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServiceRevisions.html */
const ARNS_A_CALL = 20;
/** A table's calls at the same time: the more wait, the fewer calls they take. */
const TABLE_CALLS = 2;
const KEPT = 2000;
/** ECS resolves tags when the first task starts: a revision that has no digest by now gets none any more. */
const RESOLVED_AFTER_MS = 3_600_000;
/** How long one that may get digests yet is taken for known. */
const UNRESOLVED_FRESH_MS = 10_000;

/** What a service revision brings. */
export interface RevisionFacts {
  arn: string;
  /** Its task definition: `primes-api:41`. */
  revision: string;
  images: { name: string; image: string; digest?: string }[];
  /** The containers behind load balancers. */
  balanced: string[];
  /** Milliseconds since the epoch. */
  createdAt: number;
}

interface Question {
  ref: ServiceRef;
  arn: string;
}

/** Service revisions, each read once: but for the digests of a new one's images, none ever changes. */
@Injectable()
export class ServiceRevisions {
  private readonly known = new BoundedMap<string, { read: Promise<RevisionFacts | undefined>; until: number }>(KEPT);
  private readonly batches = { one: this.batch('one'), many: this.batch('many', TABLE_CALLS) };

  constructor(
    private readonly clients: AwsClients,
    private readonly clock: Clock,
  ) {}

  /** Undefined where ECS does not know it (any more). Calls at the same time share requests, twenty revisions each. */
  of(ref: ServiceRef, arn: string, importance: Importance = 'one'): Promise<RevisionFacts | undefined> {
    const key = `${ref.environment}:${arn}`;
    const known = this.known.get(key);
    if (known && this.clock.now() <= known.until) return known.read;
    const read = this.read(ref, arn, importance);
    const entry = { read, until: Infinity };
    this.known.set(key, entry);
    read.then(
      (facts) => (entry.until = this.keptUntil(facts)),
      () => this.known.delete(key),
    );
    return read;
  }

  private async read(ref: ServiceRef, arn: string, importance: Importance): Promise<RevisionFacts | undefined> {
    const found = await ask(ref, this.batches[importance].load({ ref, arn }));
    return found && factsOf(arn, found);
  }

  private keptUntil(facts: RevisionFacts | undefined): number {
    const now = this.clock.now();
    const isFinal = facts && (facts.images.every(({ digest }) => digest) || now - facts.createdAt > RESOLVED_AFTER_MS);
    return isFinal ? Infinity : now + UNRESOLVED_FRESH_MS;
  }

  private batch(importance: Importance, atOnce?: number): Batch<Question, ServiceRevision> {
    return new Batch({
      size: ARNS_A_CALL,
      group: ({ ref }) => ref.environment,
      id: ({ ref, arn }) => `${ref.environment}:${arn}`,
      ask: (questions) => this.describe(questions, importance),
      ...(atOnce ? { atOnce } : {}),
    });
  }

  private async describe(questions: Question[], importance: Importance): Promise<Map<string, ServiceRevision>> {
    const { environment } = questions[0]!.ref;
    const { ecs } = this.clients.look(environment);
    const command = new DescribeServiceRevisionsCommand({ serviceRevisionArns: questions.map(({ arn }) => arn) });
    const { serviceRevisions = [] } = await ecs.send(as(importance, command));
    return new Map(serviceRevisions.map((revision) => [`${environment}:${revision.serviceRevisionArn}`, revision]));
  }
}

function factsOf(arn: string, found: ServiceRevision): RevisionFacts {
  const { taskDefinition, containerImages = [], loadBalancers = [], createdAt } = found;
  return {
    arn,
    revision: nameOf(taskDefinition),
    images: containerImages.map(({ containerName = '', image = '', imageDigest }) => ({
      name: containerName,
      image,
      ...(imageDigest ? { digest: imageDigest } : {}),
    })),
    balanced: loadBalancers.flatMap(({ containerName }) => containerName ?? []),
    createdAt: createdAt?.getTime() ?? 0,
  };
}
