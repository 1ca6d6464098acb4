import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/access.types';
import { DecisionService } from '../../deployments/decision.service';
import { decisionBasis } from '../../deployments/decision.types';
import type { DecisionMade, DecisionPlan } from '../../deployments/decision.types';
import type { ServiceRef } from '../../services/service-ref.types';
import { ChangeKind } from '../change-kind';
import type { Judgement, Recovered } from '../change-kind';
import type { Basis, ContinueWish, Summary } from '../kinds.types';

const wishSchema = z.object({ deployment: z.string(), hook: z.string(), action: z.enum(['CONTINUE', 'ROLLBACK']) });

/** What is decided for a deployment that waits at a PAUSE hook: that ECS goes on with it, or back. */
@Injectable()
export class ContinueChange extends ChangeKind<'continue'> {
  override readonly name = 'continue';

  constructor(private readonly decisions: DecisionService) {
    super();
  }

  override readWish(wish: unknown): ContinueWish | undefined {
    return wishSchema.safeParse(wish).data;
  }

  /** @throws HookOverError when it does not wait there any more */
  override plan(ref: ServiceRef, wish: ContinueWish): Promise<DecisionPlan> {
    return this.decisions.plan(ref, wish);
  }

  /** What will happen is seen before it is decided. */
  override judge(): Judgement {
    return 'ask';
  }

  override basis({ underWay, pause }: DecisionPlan): Basis {
    return decisionBasis(underWay, underWay.version, pause.id);
  }

  override async basisNow({ ref, underWay, pause, action }: DecisionPlan): Promise<Basis> {
    return this.basis(await this.decisions.plan(ref, { deployment: underWay.id, hook: pause.id, action }));
  }

  override summary({ underWay, action, back = 'what ran before' }: DecisionPlan): Summary {
    return { from: `${underWay.version} (waits)`, to: action === 'CONTINUE' ? `${underWay.version} (goes on)` : back };
  }

  override pinned({ underWay, pause, action }: DecisionPlan): ContinueWish {
    return { deployment: underWay.id, hook: pause.id, action };
  }

  override async recover(plan: DecisionPlan): Promise<Recovered<'continue'>> {
    const result = await this.decisions.isDecided(plan);
    if (result === undefined) return { made: 'unknown' };
    return result ? { made: 'yes', result } : { made: 'no' };
  }

  override carryOut(plan: DecisionPlan, actor: Actor): Promise<DecisionMade> {
    return this.decisions.decide(plan, actor);
  }
}
