import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/access.types';
import { deploymentBasis } from '../../deployments/deployments.service';
import { JobsService } from '../../jobs/jobs.service';
import type { JobRun, RunPlan } from '../../jobs/jobs.types';
import type { ServiceRef } from '../../services/service-ref.types';
import { ChangeKind } from '../change-kind';
import type { Judgement, Recovered } from '../change-kind';
import type { Basis, RunWish, Summary } from '../kinds.types';

const wishSchema = z.object({ job: z.string() });

/** A job of the configuration, once, with the service's task definition, network and roles. */
@Injectable()
export class RunChange extends ChangeKind<'run'> {
  override readonly name = 'run';
  override readonly right = 'run';

  constructor(private readonly jobs: JobsService) {
    super();
  }

  override readWish(wish: unknown): RunWish | undefined {
    return wishSchema.safeParse(wish).data;
  }

  override plan(ref: ServiceRef, { job }: RunWish): Promise<RunPlan> {
    return this.jobs.plan(ref, job);
  }

  /** What is run, of which image and in which container, is in no command that anybody types. */
  override judge(): Judgement {
    return 'ask';
  }

  override basis({ revision, version }: RunPlan): Basis {
    return deploymentBasis(revision, version, undefined);
  }

  override async basisNow({ ref, version }: RunPlan): Promise<Basis> {
    const { revision } = await this.jobs.setNow(ref);
    return deploymentBasis(revision, version, undefined);
  }

  override summary({ job, version, command, container }: RunPlan): Summary {
    return { from: `job ${job}`, to: `${command.join(' ')} in ${container} of ${version}` };
  }

  override pinned({ job }: RunPlan): RunWish {
    return { job };
  }

  override async recover(plan: RunPlan, actor: Actor, at: number): Promise<Recovered<'run'>> {
    const run = await this.jobs.recover(plan, actor, at);
    return run ? { made: 'yes', result: run } : { made: 'no' };
  }

  override carryOut(plan: RunPlan, actor: Actor): Promise<JobRun> {
    return this.jobs.start(plan, actor);
  }
}
