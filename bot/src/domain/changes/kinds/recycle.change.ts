import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/access.types';
import type { ServiceRef } from '../../services/service-ref.types';
import { RecycleService } from '../../tasks/recycle.service';
import { TaskGoneError } from '../../tasks/tasks.errors';
import type { Recycled, RecyclePlan } from '../../tasks/tasks.types';
import { ChangeKind } from '../change-kind';
import type { Judgement, Recovered } from '../change-kind';
import type { Basis, RecycleWish, Summary } from '../kinds.types';

const wishSchema = z.object({ task: z.string().regex(/^[0-9a-f]{32}$/) });

/** Another task in the place of one. */
@Injectable()
export class RecycleChange extends ChangeKind<'recycle'> {
  override readonly name = 'recycle';

  constructor(private readonly recycles: RecycleService) {
    super();
  }

  override readWish(wish: unknown): RecycleWish | undefined {
    return wishSchema.safeParse(wish).data;
  }

  /** @throws TaskGoneError when it runs no more */
  override plan(ref: ServiceRef, { task }: RecycleWish): Promise<RecyclePlan> {
    return this.recycles.plan(ref, task);
  }

  /** Which task it is, and how many others run, is seen before it is stopped. */
  override judge(): Judgement {
    return 'ask';
  }

  override basis({ task }: RecyclePlan): Basis {
    return basisOf(task);
  }

  /** @throws TaskGoneError when it runs no more: what was asked for has come about by itself */
  override async basisNow({ ref, task }: RecyclePlan): Promise<Basis> {
    if (!(await this.recycles.runs(ref, task))) throw new TaskGoneError(ref, task);
    return basisOf(task);
  }

  override summary({ task, version }: RecyclePlan): Summary {
    return { from: `task ${task.slice(0, 8)} of ${version}`, to: 'another task' };
  }

  override pinned({ task }: RecyclePlan): RecycleWish {
    return { task };
  }

  override async recover(plan: RecyclePlan, actor: Actor): Promise<Recovered<'recycle'>> {
    const result = await this.recycles.isRecycled(plan, actor);
    if (result === undefined) return { made: 'unknown' };
    return result ? { made: 'yes', result } : { made: 'no' };
  }

  override carryOut(plan: RecyclePlan, actor: Actor): Promise<Recycled> {
    return this.recycles.recycle(plan, actor);
  }
}

function basisOf(task: string): Basis {
  return { key: `task:${task}`, words: `running task ${task.slice(0, 8)}` };
}
