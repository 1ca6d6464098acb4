import { Injectable } from '@nestjs/common';
import {
  ContinueServiceDeploymentCommand,
  DeregisterTaskDefinitionCommand,
  RegisterTaskDefinitionCommand,
  StopServiceDeploymentCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import type { Service } from '@aws-sdk/client-ecs';
import type { Actor } from '../../domain/access/access.types';
import type { DeploymentHandle } from '../../domain/deployments/deployment.types';
import { DeploymentOverError, HookOverError } from '../../domain/deployments/deployments.errors';
import { EcsDeploymentsOperate } from '../../domain/deployments/deployments.port';
import type { HookAction } from '../../domain/deployments/stages.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { nameOf } from '../arn';
import { AwsClients } from '../doors/aws-clients';
import { ask, askToChange, unanswered } from '../doors/aws-errors';
import { saying } from './raw-json';
import { registerRequest } from './register-request';
import { ServiceReader } from './service-reader';
import { TaskDefinitions } from './task-definitions';

/** What changes a service's task definition. */
@Injectable()
export class DeploymentsOperateAdapter extends EcsDeploymentsOperate {
  constructor(
    private readonly clients: AwsClients,
    private readonly taskDefinitions: TaskDefinitions,
    private readonly reader: ServiceReader,
  ) {
    super();
  }

  override async register(
    ref: ServiceRef,
    { revision, images }: { revision: string; images: readonly { container: string; image: string }[] },
    actor: Actor,
  ): Promise<string> {
    const request = registerRequest(await this.taskDefinitions.whole(ref, revision), images);
    const command = new RegisterTaskDefinitionCommand({ family: String(request['family']), containerDefinitions: [] });
    const registered = await this.clients.operate(ref.environment, actor, ({ ecs }) =>
      ask(ref, ecs.send(saying(command, request))),
    );
    return nameOf(registered.taskDefinition?.taskDefinitionArn);
  }

  override async deregister(ref: ServiceRef, revision: string, actor: Actor): Promise<void> {
    await this.clients.operate(ref.environment, actor, ({ ecs }) =>
      ask(ref, ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: revision }))),
    );
  }

  override async update(ref: ServiceRef, revision: string, actor: Actor): Promise<DeploymentHandle> {
    const { cluster, service } = ref;
    const updated = await this.clients.operate(ref.environment, actor, ({ ecs }) =>
      askToChange(ref, ecs.send(new UpdateServiceCommand({ cluster, service, taskDefinition: revision }))),
    );
    return this.started(ref, revision, updated.service);
  }

  override async stop(ref: ServiceRef, arn: string, actor: Actor): Promise<void> {
    const command = new StopServiceDeploymentCommand({ serviceDeploymentArn: arn, stopType: 'ROLLBACK' });
    await this.clients.operate(ref.environment, actor, async ({ ecs }) => {
      try {
        await askToChange(ref, ecs.send(command));
      } catch (error) {
        throw isOver(error) ? new DeploymentOverError(ref) : error;
      }
    });
  }

  override async decide(
    ref: ServiceRef,
    { arn, hook, action }: { arn: string; hook: string; action: HookAction },
    actor: Actor,
  ): Promise<void> {
    const command = new ContinueServiceDeploymentCommand({ serviceDeploymentArn: arn, hookId: hook, action });
    await this.clients.operate(ref.environment, actor, async ({ ecs }) => {
      try {
        await askToChange(ref, ecs.send(command));
      } catch (error) {
        throw waitsNoMore(error) ? new HookOverError(ref, { cause: error }) : error;
      }
    });
  }

  override async redeploy(ref: ServiceRef, revision: string, actor: Actor): Promise<DeploymentHandle> {
    const { cluster, service } = ref;
    const updated = await this.clients.operate(ref.environment, actor, ({ ecs }) =>
      askToChange(ref, ecs.send(new UpdateServiceCommand({ cluster, service, forceNewDeployment: true }))),
    );
    return this.started(ref, revision, updated.service);
  }

  private async started(ref: ServiceRef, revision: string, service: Service | undefined): Promise<DeploymentHandle> {
    const id = primaryId(service, revision) ?? primaryId(await this.reader.read(ref), revision);
    if (id === undefined) throw unanswered(ref, new Error('ECS shows no deployment of it yet.'));
    return { id, revision };
  }
}

function primaryId(service: Service | undefined, revision: string): string | undefined {
  return service?.deployments?.find(
    ({ status, taskDefinition }) => status === 'PRIMARY' && nameOf(taskDefinition) === revision,
  )?.id;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StopServiceDeployment.html#API_StopServiceDeployment_Errors */
function isOver(error: unknown): boolean {
  return named(error, 'ConflictException') || named(error, 'ServiceDeploymentNotFoundException');
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContinueServiceDeployment.html#API_ContinueServiceDeployment_Errors */
function waitsNoMore(error: unknown): boolean {
  return isOver(error) || named(error, 'InvalidParameterException');
}

/** What is said of an error may be the domain's words for it already. */
function named(error: unknown, name: string): boolean {
  return error instanceof Error && (error.name === name || named(error.cause, name));
}
