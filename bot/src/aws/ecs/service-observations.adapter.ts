import { Injectable } from '@nestjs/common';
import {
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  ListServiceDeploymentsCommand,
} from '@aws-sdk/client-ecs';
import type { LastDeployment, ServiceSummary } from '../../domain/observations/observation.types';
import { EcsServiceObservations } from '../../domain/observations/observations.port';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { AwsClients } from '../doors/aws-clients';
import { ask } from '../doors/aws-errors';
import { ServiceReader } from './service-reader';
import { nameOf } from '../arn';
import { summaryOf } from './service-shape';

/** What ECS says of a service. */
@Injectable()
export class ServiceObservationsAdapter extends EcsServiceObservations {
  constructor(
    private readonly clients: AwsClients,
    private readonly reader: ServiceReader,
  ) {
    super();
  }

  override async summary(ref: ServiceRef): Promise<ServiceSummary> {
    return summaryOf(ref, await this.reader.read(ref));
  }

  override async lastDeployment(ref: ServiceRef): Promise<LastDeployment | undefined> {
    const { ecs } = this.clients.look(ref.environment);
    const { cluster, service } = ref;
    const { serviceDeployments } = await ask(
      ref,
      ecs.send(new ListServiceDeploymentsCommand({ cluster, service, maxResults: 1 })),
    );
    const arn = serviceDeployments?.[0]?.serviceDeploymentArn;
    if (!arn) return undefined;
    const described = await ask(ref, ecs.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] })));
    const last = described.serviceDeployments?.[0];
    if (!last) return undefined;
    const revision = await this.taskDefinition(ref, last.targetServiceRevision?.arn);
    return {
      status: last.status ?? 'PENDING',
      ...(last.statusReason ? { reason: last.statusReason } : {}),
      ...(revision ? { revision } : {}),
      createdAt: last.createdAt?.getTime() ?? 0,
      ...(last.finishedAt ? { finishedAt: last.finishedAt.getTime() } : {}),
    };
  }

  private async taskDefinition(ref: ServiceRef, arn: string | undefined): Promise<string | undefined> {
    if (!arn) return undefined;
    const { ecs } = this.clients.look(ref.environment);
    const described = await ask(ref, ecs.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns: [arn] })));
    return nameOf(described.serviceRevisions?.[0]?.taskDefinition) || undefined;
  }
}
