import type { Actor } from '../access/access.types';
import type { ServiceRef } from '../services/service-ref.types';
import type { JobLog, JobRun, JobTask, RunPlan } from './jobs.types';

/** Look door: tasks of jobs. */
export abstract class JobTasks {
  /** Undefined where ECS knows it no more: it forgets tasks about an hour after they stopped. */
  abstract look(run: JobRun): Promise<JobTask | undefined>;
  /** The task that was started by the run of this id, where one was. */
  abstract startedBy(plan: RunPlan): Promise<JobTask | undefined>;
}

/** Operate door: starts and stops tasks of jobs. */
export abstract class JobOperate {
  /**
   * Runs one task with the service's launch type, network, task definition and roles.
   * @returns its id
   * @throws UserError when AWS refuses, or does not say whether it was done
   */
  abstract run(plan: RunPlan, actor: Actor): Promise<string>;
  abstract stop(run: JobRun & { task: string }, actor: Actor): Promise<void>;
}

/** Where runs are kept. */
export abstract class JobRecord {
  /** Keeps one, in the place of what was known of it. @throws Error when it cannot be written */
  abstract save(run: JobRun): Promise<void>;
  /** Nobody has to follow it any more, and another one may be begun. */
  abstract close(run: JobRun): Promise<void>;
  abstract open(): Promise<JobRun[]>;
  /** The one of this job that has not ended. */
  abstract openOf(ref: ServiceRef, job: string): Promise<JobRun | undefined>;
}

/** Tells people of jobs. Implemented by what draws them. Nothing here rejects. */
export abstract class JobAnnouncements {
  abstract show(run: JobRun, task?: JobTask): Promise<void>;
  /** What it wrote, below its message. @param part the same part is told once */
  abstract log(run: JobRun, part: number, log: JobLog): Promise<void>;
  abstract end(run: JobRun): Promise<void>;
}
