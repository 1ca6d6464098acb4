import { Injectable } from '@nestjs/common';
import type { Service } from '@aws-sdk/client-ecs';
import type { EcsDeployment, EcsService, Freshness } from '../../domain/observations/ecs-service.types';
import { EcsServices } from '../../domain/observations/observations.port';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { serviceKey } from '../../domain/services/service-ref.types';
import { Clock } from '../../kernel/clock';
import type { Part } from '../../kernel/part';
import type { Importance } from '../doors/read-pace';
import { broughtBy, serviceFacts } from './ecs-service-shape';
import type { DeploymentFacts } from './ecs-service-shape';
import { RecentLooks } from './recent-looks';
import { RevisionReader } from './revision-reader';
import { ServiceReader, serviceRevisionArns } from './service-reader';
import type { RevisionFacts } from './service-revisions';

/** A table needs to say no more than what happened last. */
const EVENTS_IN_TABLE = 10;

/** One look at a service: DescribeServices, and what never changes of its revisions. */
@Injectable()
export class EcsServicesAdapter extends EcsServices {
  private readonly recent: Record<Importance, RecentLooks>;

  constructor(
    private readonly reader: ServiceReader,
    private readonly revisions: RevisionReader,
    private readonly clock: Clock,
  ) {
    super();
    this.recent = { one: new RecentLooks(clock), many: new RecentLooks(clock) };
  }

  override look(ref: ServiceRef, { maxAgeMs = 0 }: Freshness = {}): Promise<EcsService> {
    return this.recent.one.within(maxAgeMs, serviceKey(ref), () => this.lookNow(ref, 'one'));
  }

  override lookAll(refs: readonly ServiceRef[], { maxAgeMs = 0 }: Freshness = {}): Promise<Part<EcsService>[]> {
    return Promise.all(
      refs.map(async (ref): Promise<Part<EcsService>> => {
        try {
          return await this.recent.many.within(maxAgeMs, serviceKey(ref), () => this.lookNow(ref, 'many'));
        } catch (error) {
          return { unknown: error instanceof Error ? error.message : String(error) };
        }
      }),
    );
  }

  private async lookNow(ref: ServiceRef, importance: Importance): Promise<EcsService> {
    const seen = this.reader.lastSeen(ref);
    if (seen) this.revisions.readAhead(ref, seen, importance);
    const look = await this.whole(ref, await this.reader.read(ref, importance), importance);
    return importance === 'one' ? look : { ...look, events: look.events.slice(0, EVENTS_IN_TABLE) };
  }

  private async whole(ref: ServiceRef, service: Service, importance: Importance): Promise<EcsService> {
    const facts = serviceFacts(ref, this.clock.now(), service);
    const balanced = facts.balanced.map(({ container }) => container);
    const brought = this.broughtBy(ref, facts.deployments, serviceRevisionArns(service), importance);
    const containersOf = (revision: string, id: string | undefined) => {
      const by = brought.then((all) => (id === undefined ? undefined : all.get(id)));
      return this.revisions.containers(ref, { revision, broughtBy: by, balanced }, importance);
    };
    const primary = facts.deployments.find((one) => one.primary && one.revision === facts.revision);
    const [containers, ...deployments] = await Promise.all([
      facts.revision ? containersOf(facts.revision, primary?.id) : [],
      ...facts.deployments.map(async (one): Promise<EcsDeployment> => ({
        ...one,
        containers: await containersOf(one.revision, one.id),
      })),
    ]);
    return { ...facts, containers, deployments };
  }

  private async broughtBy(
    ref: ServiceRef,
    deployments: DeploymentFacts[],
    arns: string[],
    importance: Importance,
  ): Promise<Map<string, RevisionFacts>> {
    return broughtBy(deployments, await this.revisions.serviceRevisions(ref, arns, importance));
  }
}
