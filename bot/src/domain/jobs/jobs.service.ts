import { Injectable } from '@nestjs/common';
import { newId } from '../../kernel/ids';
import type { Actor } from '../access/access.types';
import { DeploymentsService } from '../deployments/deployments.service';
import type { SetNow } from '../deployments/deployment.types';
import { versionOf } from '../observations/version.types';
import { serviceWords } from '../services/service-ref.types';
import type { ServiceRef } from '../services/service-ref.types';
import { JobOverError, JobRunningError, NoJobContainerError, UnknownJobError } from './jobs.errors';
import { JobParts } from './job-parts';
import { JobOperate, JobTasks } from './jobs.port';
import { JobsOptions } from './jobs.types';
import type { EndRunPlan, Job, JobRun, RunPlan } from './jobs.types';

/** Runs jobs that the configuration names: each once, and never two of the same at once. */
@Injectable()
export class JobsService {
  constructor(
    private readonly options: JobsOptions,
    private readonly deployments: DeploymentsService,
    private readonly tasks: JobTasks,
    private readonly operate: JobOperate,
    private readonly parts: JobParts,
  ) {}

  /** The jobs of a service, by name. */
  names(ref: ServiceRef): string[] {
    return this.jobsOf(ref).map(({ name }) => name);
  }

  /**
   * What running a job would do. Changes nothing.
   * @throws UnknownJobError, NoJobContainerError, JobRunningError, NotDeployableError
   */
  async plan(ref: ServiceRef, name: string): Promise<RunPlan> {
    const job = this.jobsOf(ref).find((one) => one.name === name);
    if (job === undefined) throw new UnknownJobError(ref, name, this.names(ref));
    await this.assertAlone(ref, name);
    const set = await this.setNow(ref);
    const container = set.containers.find((one) =>
      job.container === undefined ? one.main : one.name === job.container,
    );
    if (container === undefined) throw new NoJobContainerError(ref, name, job.container);
    const version = versionOf(container, set.containers);
    const { revision } = set;
    return { id: newId('run'), ref, job: name, command: job.command, container: container.name, version, revision };
  }

  /** What the service is set to. */
  setNow(ref: ServiceRef): Promise<SetNow> {
    return this.deployments.setNow(ref);
  }

  /**
   * Runs it. Written down first, so that no second one is begun while nobody knows whether this one was.
   * @throws UserError when AWS refuses
   */
  async start(plan: RunPlan, actor: Actor): Promise<JobRun> {
    await this.assertAlone(plan.ref, plan.job);
    const run: JobRun = { ...plan, actor, startedAt: this.parts.clock.now() };
    await this.parts.record.save(run);
    try {
      return await this.started(run, await this.operate.run(plan, actor));
    } catch (error) {
      // The answer may be lost and the task run all the same: then it is that one.
      const task = await this.tasks.startedBy(plan).catch(() => undefined);
      if (task) return this.started(run, task.id);
      await this.parts.record.close(run);
      throw error;
    }
  }

  /** The run that was being started when the bot ended; undefined where it was not started. */
  async recover(plan: RunPlan, actor: Actor, startedAt: number): Promise<JobRun | undefined> {
    const run: JobRun = { ...plan, actor, startedAt };
    const task = await this.tasks.startedBy(plan);
    if (task) return this.started(run, task.id);
    await this.parts.record.close(run);
    return undefined;
  }

  /** @throws JobOverError when it is over */
  async planEnd(ref: ServiceRef, id: string): Promise<EndRunPlan> {
    const run = (await this.parts.record.open()).find((one) => one.id === id);
    if (run?.task === undefined || run.end !== undefined) throw new JobOverError(ref);
    return { run };
  }

  /** @throws UserError when AWS refuses */
  async end({ run }: EndRunPlan, actor: Actor): Promise<JobRun> {
    if (run.task === undefined) throw new JobOverError(run.ref);
    await this.operate.stop({ ...run, task: run.task }, actor);
    const cancelled = { ...run, cancelledBy: actor };
    await this.parts.record.save(cancelled);
    return cancelled;
  }

  private async started(run: JobRun, task: string): Promise<JobRun> {
    const known = (await this.parts.record.open()).find(({ id }) => id === run.id);
    const started = { ...run, ...known, task };
    await this.parts.record.save(started);
    return started;
  }

  private async assertAlone(ref: ServiceRef, job: string): Promise<void> {
    const other = await this.parts.record.openOf(ref, job);
    if (other) throw new JobRunningError(other);
  }

  private jobsOf(ref: ServiceRef): Job[] {
    return this.options.jobs.filter(({ service }) => service === serviceWords(ref));
  }
}
