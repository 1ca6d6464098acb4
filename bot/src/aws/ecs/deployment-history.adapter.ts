import { Injectable } from '@nestjs/common';
import { ListServiceDeploymentsCommand } from '@aws-sdk/client-ecs';
import type { ServiceDeploymentBrief } from '@aws-sdk/client-ecs';
import type { Difference, GoodVersion } from '../../domain/deployments/rollback.types';
import { EcsDeploymentHistory } from '../../domain/deployments/rollouts.port';
import type { RevisionOf } from '../../domain/deployments/rollouts.port';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { isUnknown } from '../../kernel/part';
import { AwsClients } from '../doors/aws-clients';
import { ask } from '../doors/aws-errors';
import { differencesOf } from './revision-differences';
import { RevisionReader } from './revision-reader';
import { msOf } from './service-shape';
import { TaskDefinitions } from './task-definitions';

/** So many are asked for: DescribeServiceRevisions, which says what they brought, takes twenty at a time. */
const NEWEST = 20;

/** What deployments of a service brought, as far as ECS remembers. */
@Injectable()
export class DeploymentHistoryAdapter extends EcsDeploymentHistory {
  constructor(
    private readonly clients: AwsClients,
    private readonly revisions: RevisionReader,
    private readonly taskDefinitions: TaskDefinitions,
  ) {
    super();
  }

  override async succeeded(ref: ServiceRef): Promise<GoodVersion[]> {
    const { ecs } = this.clients.look(ref.environment);
    const { cluster, service } = ref;
    const command = new ListServiceDeploymentsCommand({ cluster, service, status: ['SUCCESSFUL'], maxResults: NEWEST });
    const { serviceDeployments = [] } = await ask(ref, ecs.send(command));
    const newest = serviceDeployments.toSorted((a, b) => msOf(b.createdAt) - msOf(a.createdAt));
    const brought = await Promise.all(newest.map((one) => this.broughtBy(ref, one)));
    return brought.filter((version) => version !== undefined);
  }

  override async differences(ref: ServiceRef, from: string, to: string): Promise<Difference[]> {
    if (from === to) return [];
    return this.between({ ref, revision: from }, { ref, revision: to });
  }

  override async between(from: RevisionOf, to: RevisionOf): Promise<Difference[]> {
    const [before, after] = await Promise.all(
      [from, to].map(({ ref, revision }) => this.taskDefinitions.whole(ref, revision)),
    );
    return differencesOf(before!, after!);
  }

  /** Undefined where nobody can tell what it was. */
  private async broughtBy(
    ref: ServiceRef,
    { targetServiceRevisionArn: arn, finishedAt, createdAt }: ServiceDeploymentBrief,
  ): Promise<GoodVersion | undefined> {
    const [facts] = await this.revisions.serviceRevisions(ref, arn ? [arn] : []);
    if (!facts?.revision) return undefined;
    const { revision, balanced } = facts;
    const set = { revision, balanced, broughtBy: Promise.resolve(facts) };
    const containers = await this.revisions.containers(ref, set, 'one');
    return isUnknown(containers) ? undefined : { revision, containers, finishedAt: msOf(finishedAt ?? createdAt) };
  }
}
