import { Injectable } from '@nestjs/common';
import type { Service } from '@aws-sdk/client-ecs';
import type { EcsDeployment, EcsService, Freshness } from '../../domain/observations/ecs-service.types';
import { EcsServices } from '../../domain/observations/observations.port';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { Clock } from '../../kernel/clock';
import { broughtBy, serviceFacts } from './ecs-service-shape';
import type { DeploymentFacts } from './ecs-service-shape';
import { RevisionContainers } from './revision-containers';
import { ServiceReader } from './service-reader';
import { ServiceRevisions } from './service-revisions';
import type { RevisionFacts } from './service-revisions';

/** One look at a service: DescribeServices, and what never changes of its revisions. */
@Injectable()
export class EcsServicesAdapter extends EcsServices {
  constructor(
    private readonly reader: ServiceReader,
    private readonly serviceRevisions: ServiceRevisions,
    private readonly containers: RevisionContainers,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async look(ref: ServiceRef, _freshness?: Freshness): Promise<EcsService> {
    return this.whole(ref, await this.reader.read(ref), false);
  }

  private async whole(ref: ServiceRef, service: Service, brief: boolean): Promise<EcsService> {
    const facts = serviceFacts(ref, this.clock.now(), service);
    const balanced = facts.balanced.map(({ container }) => container);
    const arns = (service.currentServiceRevisions ?? []).flatMap(({ arn }) => arn ?? []);
    const brought = this.broughtBy(ref, facts.deployments, arns);
    const containersOf = (revision: string, id: string | undefined) => {
      const by = brought.then((all) => (id === undefined ? undefined : all.get(id)));
      return this.containers.of(ref, { revision, broughtBy: by, balanced }, brief);
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

  /** By deployment. Where service revisions cannot be read, tags and digests are as the task definitions say them. */
  private async broughtBy(
    ref: ServiceRef,
    deployments: DeploymentFacts[],
    arns: string[],
  ): Promise<Map<string, RevisionFacts>> {
    const read = await Promise.all(arns.map((arn) => this.serviceRevisions.of(ref, arn).catch(() => undefined)));
    return broughtBy(
      deployments,
      read.filter((facts) => facts !== undefined),
    );
  }
}
