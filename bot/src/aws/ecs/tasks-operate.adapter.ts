import { Injectable } from '@nestjs/common';
import { StopTaskCommand } from '@aws-sdk/client-ecs';
import type { Actor } from '../../domain/access/access.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { TasksOperate } from '../../domain/tasks/tasks.port';
import { AwsClients } from '../doors/aws-clients';
import { askToChange } from '../doors/aws-errors';

/** What stops single tasks. */
@Injectable()
export class TasksOperateAdapter extends TasksOperate {
  constructor(private readonly clients: AwsClients) {
    super();
  }

  override async stop(ref: ServiceRef, task: string, reason: string, actor: Actor): Promise<void> {
    const command = new StopTaskCommand({ cluster: ref.cluster, task, reason });
    await this.clients.operate(ref.environment, actor, ({ ecs }) => askToChange(ref, ecs.send(command)));
  }
}
