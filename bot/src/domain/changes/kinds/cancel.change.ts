import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/access.types';
import { CancellationService } from '../../deployments/cancellation.service';
import type { CancelPlan, Cancelled } from '../../deployments/cancellation.types';
import { deploymentBasis } from '../../deployments/deployments.service';
import { DeploymentOverError } from '../../deployments/deployments.errors';
import type { ServiceRef } from '../../services/service-ref.types';
import { ChangeKind } from '../change-kind';
import type { Judgement, Recovered } from '../change-kind';
import type { Basis, CancelWish, Summary } from '../kinds.types';

const wishSchema = z.object({ deployment: z.string().optional() });

/** The end of a deployment that is under way: ECS brings back what ran before. */
@Injectable()
export class CancelChange extends ChangeKind<'cancel'> {
  override readonly name = 'cancel';

  constructor(private readonly cancellation: CancellationService) {
    super();
  }

  override readWish(wish: unknown): CancelWish | undefined {
    return wishSchema.safeParse(wish).data;
  }

  /** @throws DeploymentOverError when another one is under way than is meant */
  override async plan(ref: ServiceRef, { deployment }: CancelWish): Promise<CancelPlan> {
    const plan = await this.cancellation.plan(ref);
    if (deployment !== undefined && deployment !== plan.underWay.id) throw new DeploymentOverError(ref);
    return plan;
  }

  /** Which deployment it is and what comes back is seen before it is done. */
  override judge(): Judgement {
    return 'ask';
  }

  override basis({ underWay }: CancelPlan): Basis {
    return deploymentBasis(underWay.revision, underWay.version, underWay);
  }

  override async basisNow({ ref }: CancelPlan): Promise<Basis> {
    return this.basis(await this.cancellation.plan(ref));
  }

  override summary({ underWay, back }: CancelPlan): Summary {
    return { from: `${underWay.version} (under way)`, to: back ?? 'what ran before' };
  }

  override pinned({ underWay }: CancelPlan): CancelWish {
    return { deployment: underWay.id };
  }

  override async recover(plan: CancelPlan): Promise<Recovered<'cancel'>> {
    const result = await this.cancellation.isCancelled(plan);
    if (result === undefined) return { made: 'unknown' };
    return result ? { made: 'yes', result } : { made: 'no' };
  }

  override carryOut(plan: CancelPlan, actor: Actor): Promise<Cancelled> {
    return this.cancellation.cancel(plan, actor);
  }
}
