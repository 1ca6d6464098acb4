import { Injectable } from '@nestjs/common';
import { ListServiceDeploymentsCommand } from '@aws-sdk/client-ecs';
import type { ServiceDeploymentBrief } from '@aws-sdk/client-ecs';
import type { BroughtRevision, LastDeployment } from '../../domain/observations/observation.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { isUnknown } from '../../kernel/part';
import { AwsClients } from '../doors/aws-clients';
import { ask } from '../doors/aws-errors';
import { RevisionReader } from './revision-reader';
import { msOf } from './service-shape';

/** Among so many, a deployment that was rolled back finds the one that it was rolled back to. */
const NEWEST = 10;
const ROLLED_BACK = /^ROLLBACK_/;

/** The newest deployment of a service: the list says all of it but what it brings. */
@Injectable()
export class LastDeployments {
  constructor(
    private readonly clients: AwsClients,
    private readonly revisions: RevisionReader,
  ) {}

  /** Undefined when AWS knows none. */
  async of(ref: ServiceRef): Promise<LastDeployment | undefined> {
    const [last, ...older] = await this.newest(ref);
    if (!last) return undefined;
    // ECS rolls back to the last one that succeeded.
    const before = ROLLED_BACK.test(last.status ?? '') && older.find(({ status }) => status === 'SUCCESSFUL');
    const [brought, restored] = await Promise.all([this.brought(ref, last), before && this.brought(ref, before)]);
    return {
      ...brought,
      status: last.status ?? 'PENDING',
      ...(last.statusReason ? { reason: last.statusReason } : {}),
      createdAt: msOf(last.createdAt),
      ...(last.startedAt ? { startedAt: msOf(last.startedAt) } : {}),
      ...(last.finishedAt ? { finishedAt: msOf(last.finishedAt) } : {}),
      ...(restored ? { restored } : {}),
    };
  }

  private async newest(ref: ServiceRef): Promise<ServiceDeploymentBrief[]> {
    const { ecs } = this.clients.look(ref.environment);
    const { cluster, service } = ref;
    const command = new ListServiceDeploymentsCommand({ cluster, service, maxResults: NEWEST });
    const { serviceDeployments = [] } = await ask(ref, ecs.send(command));
    return serviceDeployments.toSorted((a, b) => msOf(b.createdAt) - msOf(a.createdAt));
  }

  private async brought(
    ref: ServiceRef,
    { targetServiceRevisionArn }: ServiceDeploymentBrief,
  ): Promise<BroughtRevision> {
    const arns = targetServiceRevisionArn ? [targetServiceRevisionArn] : [];
    const [facts] = await this.revisions.serviceRevisions(ref, arns);
    if (!facts?.revision) return {};
    const { revision, balanced } = facts;
    // As a table's line: whose version it is, and no more.
    const containers = await this.revisions.containers(
      ref,
      { revision, balanced, broughtBy: Promise.resolve(facts) },
      'many',
    );
    if (isUnknown(containers)) return { revision };
    const main = containers.find((container) => container.main);
    if (!main) return { revision };
    const { name, image, tag, digest } = main;
    return {
      revision,
      image: { image, ...(tag ? { tag } : {}), ...(digest ? { digest } : {}) },
      ...(containers.length > 1 ? { container: name } : {}),
    };
  }
}
