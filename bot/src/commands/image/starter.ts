import { Injectable, Logger } from '@nestjs/common';
import type { Invocation } from '../../chat/asked/invocation';
import { Noticeboard } from '../../chat/told/noticeboard';
import { AccessService } from '../../domain/access/access.service';
import type { Deployment, DeploymentPlan } from '../../domain/deployments/deployment.types';
import { DeploymentsService } from '../../domain/deployments/deployments.service';
import { nameOf, unseenView } from './image.view';

/** Starts a planned deployment, writes it down, and puts it on the noticeboard, where its message is made. */
@Injectable()
export class DeploymentStarter {
  private readonly logger = new Logger(DeploymentStarter.name);

  constructor(
    private readonly deployments: DeploymentsService,
    private readonly access: AccessService,
    private readonly noticeboard: Noticeboard,
  ) {}

  /** Resolves when its first message stands. Rejects with what `DeploymentsService.start` throws. */
  async start(plan: DeploymentPlan, invocation: Invocation): Promise<Deployment> {
    const { actor, said, channel } = invocation;
    const entry = { actor, command: said, ref: plan.ref, detail: `${nameOf(plan.from)} → ${nameOf(plan.to)}` };
    const deployment = await this.deployments.start(plan, actor).catch(async (error: unknown) => {
      await this.access.record({ ...entry, outcome: 'failed' });
      throw error;
    });
    await this.access.record({ ...entry, outcome: 'done' });
    try {
      await this.noticeboard.announce('deployment', deployment, { channel, said });
    } catch (error) {
      this.logger.error({ msg: `${deployment.id} could not be announced in ${channel}`, error: String(error) });
      await invocation.answer(unseenView(deployment));
    }
    return deployment;
  }
}
