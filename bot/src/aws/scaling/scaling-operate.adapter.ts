import { Injectable } from '@nestjs/common';
import { RegisterScalableTargetCommand } from '@aws-sdk/client-application-auto-scaling';
import { UpdateServiceCommand } from '@aws-sdk/client-ecs';
import type { Actor } from '../../domain/access/access.types';
import { ScalingOperate } from '../../domain/scaling/scaling.port';
import type { TaskRange } from '../../domain/scaling/scaling.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { AwsClients } from '../doors/aws-clients';
import { askToChange } from '../doors/aws-errors';
import { DESIRED_COUNT, resourceId } from './scalable-resource';

/** What changes how many tasks there are. */
@Injectable()
export class ScalingOperateAdapter extends ScalingOperate {
  constructor(private readonly clients: AwsClients) {
    super();
  }

  override async setDesired(ref: ServiceRef, desiredCount: number, actor: Actor): Promise<void> {
    const { cluster, service } = ref;
    await this.clients.operate(ref.environment, actor, ({ ecs }) =>
      askToChange(ref, ecs.send(new UpdateServiceCommand({ cluster, service, desiredCount }))),
    );
  }

  override async setRange(ref: ServiceRef, { min, max }: TaskRange, actor: Actor): Promise<void> {
    const range = { ...DESIRED_COUNT, ResourceId: resourceId(ref), MinCapacity: min, MaxCapacity: max };
    await this.clients.operate(ref.environment, actor, ({ scaling }) =>
      askToChange(ref, scaling.send(new RegisterScalableTargetCommand(range))),
    );
  }
}
