import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/access.types';
import { JobsService } from '../../jobs/jobs.service';
import type { EndRunPlan, JobRun } from '../../jobs/jobs.types';
import type { ServiceRef } from '../../services/service-ref.types';
import { ChangeKind } from '../change-kind';
import type { Judgement, Recovered } from '../change-kind';
import type { Basis, EndRunWish, Summary } from '../kinds.types';

const wishSchema = z.object({ run: z.string() });

/** The end of a job that runs. */
@Injectable()
export class EndRunChange extends ChangeKind<'end-run'> {
  override readonly name = 'end-run';
  override readonly right = 'run';

  constructor(private readonly jobs: JobsService) {
    super();
  }

  override readWish(wish: unknown): EndRunWish | undefined {
    return wishSchema.safeParse(wish).data;
  }

  override plan(ref: ServiceRef, { run }: EndRunWish): Promise<EndRunPlan> {
    return this.jobs.planEnd(ref, run);
  }

  override judge(): Judgement {
    return 'ask';
  }

  override basis({ run }: EndRunPlan): Basis {
    return endRunBasis(run);
  }

  override async basisNow({ run }: EndRunPlan): Promise<Basis> {
    return endRunBasis((await this.jobs.planEnd(run.ref, run.id)).run);
  }

  override summary({ run }: EndRunPlan): Summary {
    return { from: `job ${run.job} (running)`, to: 'stopped' };
  }

  override pinned({ run }: EndRunPlan): EndRunWish {
    return { run: run.id };
  }

  /** A task that is stopped twice is stopped: whoever wants it asks again. */
  override async recover({ run }: EndRunPlan): Promise<Recovered<'end-run'>> {
    const known = await this.jobs.planEnd(run.ref, run.id).catch(() => undefined);
    return known?.run.cancelledBy ? { made: 'yes', result: known.run } : { made: known ? 'no' : 'unknown' };
  }

  override carryOut(plan: EndRunPlan, actor: Actor): Promise<JobRun> {
    return this.jobs.end(plan, actor);
  }
}

function endRunBasis({ id, job }: JobRun): Basis {
  return { key: id, words: `running ${job}` };
}
