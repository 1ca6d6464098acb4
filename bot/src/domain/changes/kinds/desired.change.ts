import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/access.types';
import { desiredBasis } from '../../scaling/scaling-basis.types';
import { AboveMaximumError } from '../../scaling/scaling.errors';
import { desiredSet, ScalingService } from '../../scaling/scaling.service';
import type { DesiredChange as SetDesired, DesiredPlan } from '../../scaling/scaling.types';
import type { ServiceRef } from '../../services/service-ref.types';
import { ChangeKind } from '../change-kind';
import type { Judgement, Recovered } from '../change-kind';
import type { Basis, ChangeKinds, Summary } from '../kinds.types';

const wishSchema = z.object({ desired: z.int().min(0) });

const JUDGEMENTS: Record<DesiredPlan['decision'], Judgement> = {
  apply: 'run',
  same: 'same',
  confirm: 'ask',
  refuse: 'ask',
};

/** Another number of wanted tasks. */
@Injectable()
export class DesiredChange extends ChangeKind<'desired'> {
  override readonly name = 'desired';

  constructor(private readonly scaling: ScalingService) {
    super();
  }

  override readWish(wish: unknown): ChangeKinds['desired']['wish'] | undefined {
    return wishSchema.safeParse(wish).data;
  }

  override plan(ref: ServiceRef, { desired }: ChangeKinds['desired']['wish']): Promise<DesiredPlan> {
    return this.scaling.planDesired(ref, desired);
  }

  override judge({ decision }: DesiredPlan): Judgement {
    return JUDGEMENTS[decision];
  }

  override refusal({ decision, state, to, ranges }: DesiredPlan): AboveMaximumError | undefined {
    const { range } = state;
    return decision === 'refuse' && range ? new AboveMaximumError(state, to, range, ranges) : undefined;
  }

  override basis({ from, to, state }: DesiredPlan): Basis {
    return desiredBasis(from, to, state);
  }

  /** A range that could not be read a moment ago keeps nobody from setting a number. */
  override async basisNow({ to, state: { ref, unread } }: DesiredPlan): Promise<Basis> {
    const [desired, range] = await Promise.all([
      this.scaling.desiredNow(ref),
      unread === undefined ? this.scaling.rangeNow(ref) : undefined,
    ]);
    return desiredBasis(desired, to, { ...(range ? { range } : {}), ...(unread === undefined ? {} : { unread }) });
  }

  override summary({ from, to }: DesiredPlan): Summary {
    return { from: String(from), to: to === 1 ? '1 task' : `${to} tasks` };
  }

  override pinned({ to }: DesiredPlan): ChangeKinds['desired']['wish'] {
    return { desired: to };
  }

  override async recover(plan: DesiredPlan): Promise<Recovered<'desired'>> {
    const now = await this.scaling.desiredNow(plan.state.ref);
    if (now === plan.to) return { made: 'yes', result: desiredSet(plan) };
    return { made: now === plan.from ? 'no' : 'unknown' };
  }

  override carryOut(plan: DesiredPlan, actor: Actor): Promise<SetDesired> {
    return this.scaling.setDesired(plan, actor);
  }
}
