import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/access.types';
import type { Deployment, SetNow } from '../../deployments/deployment.types';
import { deploymentBasis } from '../../deployments/deployments.service';
import { RollbackService } from '../../deployments/rollback.service';
import type { RollbackPlan } from '../../deployments/rollback.types';
import { versionOf } from '../../observations/version.types';
import type { ServiceRef } from '../../services/service-ref.types';
import { ChangeKind } from '../change-kind';
import type { Judgement, Recovered } from '../change-kind';
import type { Basis, Reason, RollbackWish, Summary } from '../kinds.types';
import { recoveredAs, replaces } from './image.change';

const wishSchema = z.object({
  target: z.object({ revision: z.string(), digest: z.string().optional() }).optional(),
});

/** Back to the last deployment that succeeded and lasted. */
@Injectable()
export class RollbackChange extends ChangeKind<'rollback'> {
  override readonly name = 'rollback';

  constructor(private readonly rollbacks: RollbackService) {
    super();
  }

  override readWish(wish: unknown): RollbackWish | undefined {
    return wishSchema.safeParse(wish).data;
  }

  override plan(ref: ServiceRef, { target }: RollbackWish): Promise<RollbackPlan> {
    return this.rollbacks.plan(ref, target);
  }

  /** What it goes back to is seen before it is done. */
  override judge(): Judgement {
    return 'ask';
  }

  override basis({ set }: RollbackPlan): Basis {
    return basisOf(set);
  }

  override async basisNow({ ref }: RollbackPlan): Promise<Basis> {
    return basisOf(await this.rollbacks.setNow(ref));
  }

  override summary({ from, to }: RollbackPlan): Summary {
    return { from, to };
  }

  override reasons({ set, gone, unchecked, to }: RollbackPlan): Reason[] {
    return [
      ...replaces(set.underWay),
      ...(gone.length > 0 ? [{ kind: 'gone' as const, versions: gone }] : []),
      ...(unchecked === undefined ? [] : [{ kind: 'unchecked' as const, image: to, why: unchecked }]),
    ];
  }

  override pinned({ target: { revision, containers } }: RollbackPlan): RollbackWish {
    const main = containers.find((container) => container.main) ?? containers[0];
    return { target: { revision, ...(main?.digest === undefined ? {} : { digest: main.digest }) } };
  }

  override async recover(plan: RollbackPlan, actor: Actor, at: number): Promise<Recovered<'rollback'>> {
    return recoveredAs(await this.rollbacks.recover(plan, actor, at));
  }

  override carryOut(plan: RollbackPlan, actor: Actor): Promise<Deployment> {
    return this.rollbacks.goBack(plan, actor);
  }
}

function basisOf({ revision, main, containers, underWay }: SetNow): Basis {
  return deploymentBasis(revision, versionOf(main, containers), underWay);
}
