import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/access.types';
import { rangeBasis, rangeWords } from '../../scaling/scaling-basis.types';
import { NotScalableError } from '../../scaling/scaling.errors';
import { rangeSet, ScalingService } from '../../scaling/scaling.service';
import type { RangeChange as SetRange, RangePlan } from '../../scaling/scaling.types';
import type { ServiceRef } from '../../services/service-ref.types';
import { ChangeKind } from '../change-kind';
import type { Judgement, Recovered } from '../change-kind';
import type { Basis, ChangeKinds, Summary } from '../kinds.types';

const tasks = z.int().min(0);
const wishSchema = z.object({ range: z.object({ min: tasks, max: tasks }) });

const JUDGEMENTS: Record<RangePlan['decision'], Judgement> = { apply: 'run', same: 'same', confirm: 'ask' };

/** Another range that automatic scaling keeps to. */
@Injectable()
export class RangeChange extends ChangeKind<'range'> {
  override readonly name = 'range';

  constructor(private readonly scaling: ScalingService) {
    super();
  }

  override readWish(wish: unknown): ChangeKinds['range']['wish'] | undefined {
    return wishSchema.safeParse(wish).data;
  }

  override plan(ref: ServiceRef, { range }: ChangeKinds['range']['wish']): Promise<RangePlan> {
    return this.scaling.planRange(ref, range);
  }

  override judge({ decision }: RangePlan): Judgement {
    return JUDGEMENTS[decision];
  }

  override basis({ from }: RangePlan): Basis {
    return rangeBasis(from);
  }

  override async basisNow({ state }: RangePlan): Promise<Basis> {
    const range = await this.scaling.rangeNow(state.ref);
    if (range === undefined) throw new NotScalableError(state.ref);
    return rangeBasis(range);
  }

  override summary({ from, to }: RangePlan): Summary {
    return { from: `range ${rangeWords(from)}`, to: rangeWords(to) };
  }

  override pinned({ to }: RangePlan): ChangeKinds['range']['wish'] {
    return { range: to };
  }

  override async recover(plan: RangePlan): Promise<Recovered<'range'>> {
    const now = await this.scaling.rangeNow(plan.state.ref);
    const key = now && rangeBasis(now).key;
    if (key === rangeBasis(plan.to).key) return { made: 'yes', result: rangeSet(plan) };
    return { made: key === rangeBasis(plan.from).key ? 'no' : 'unknown' };
  }

  override carryOut(plan: RangePlan, actor: Actor): Promise<SetRange> {
    return this.scaling.setRange(plan, actor);
  }
}
