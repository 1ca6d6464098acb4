import { Injectable } from '@nestjs/common';
import {
  DescribeTaskDefinitionCommand,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import type { DescribeTaskDefinitionResponse, RegisterTaskDefinitionRequest } from '@aws-sdk/client-ecs';
import type { Actor } from '../../domain/access/access.types';
import type { DeploymentHandle } from '../../domain/deployments/deployment.types';
import { EcsDeploymentsOperate } from '../../domain/deployments/deployments.port';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { AwsClients } from '../doors/aws-clients';
import { ask, askToChange } from '../doors/aws-errors';
import { nameOf } from '../arn';

/** What changes a service's task definition. */
@Injectable()
export class DeploymentsOperateAdapter extends EcsDeploymentsOperate {
  constructor(private readonly clients: AwsClients) {
    super();
  }

  override async register(
    ref: ServiceRef,
    { revision, container, image }: { revision: string; container: string; image: string },
    actor: Actor,
  ): Promise<string> {
    const { ecs } = this.clients.look(ref.environment);
    const current = await ask(
      ref,
      ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: revision, include: ['TAGS'] })),
    );
    const request = withImage(current, container, image);
    const registered = await this.clients.operate(ref.environment, actor, (clients) =>
      ask(ref, clients.ecs.send(new RegisterTaskDefinitionCommand(request))),
    );
    return nameOf(registered.taskDefinition?.taskDefinitionArn);
  }

  override async update(ref: ServiceRef, revision: string, actor: Actor): Promise<DeploymentHandle> {
    const { cluster, service } = ref;
    const updated = await this.clients.operate(ref.environment, actor, ({ ecs }) =>
      askToChange(ref, ecs.send(new UpdateServiceCommand({ cluster, service, taskDefinition: revision }))),
    );
    const primary = updated.service?.deployments?.find(({ status }) => status === 'PRIMARY');
    return { id: primary?.id ?? '', revision };
  }
}

/**
 * A task definition as it is registered again with one image changed. Left out is what ECS itself adds to what was
 * registered; whatever else it answers goes back, so that members ECS gets later are carried over too.
 */
export function withImage(
  { taskDefinition, tags }: DescribeTaskDefinitionResponse,
  container: string,
  image: string,
): RegisterTaskDefinitionRequest {
  const {
    taskDefinitionArn: _arn,
    revision: _revision,
    status: _status,
    requiresAttributes: _requiresAttributes,
    compatibilities: _compatibilities,
    registeredAt: _registeredAt,
    registeredBy: _registeredBy,
    deregisteredAt: _deregisteredAt,
    deleteRequestedAt: _deleteRequestedAt,
    ...registered
  } = taskDefinition ?? {};
  return {
    ...registered,
    family: registered.family ?? '',
    containerDefinitions: (registered.containerDefinitions ?? []).map((definition) =>
      definition.name === container ? { ...definition, image } : definition,
    ),
    ...(tags && tags.length > 0 ? { tags } : {}),
  };
}
