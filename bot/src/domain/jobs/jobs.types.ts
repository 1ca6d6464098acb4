import type { Actor } from '../access/access.types';
import type { LogLine } from '../logs/logs.types';
import type { ServiceRef } from '../services/service-ref.types';

/** A job as the configuration names it. */
export interface Job {
  /** `migrate` */
  name: string;
  /** The service with whose task definition, network and roles it runs, in full: `primes/primes-api`. */
  service: string;
  /** In the place of the container's own command. */
  command: readonly string[];
  /** Whose command it is; the main one where it is left out. */
  container?: string | undefined;
}

/** What the composition root tells the domain about jobs. None where there are none: then nothing can be run. */
export class JobsOptions {
  jobs!: readonly Job[];
  /** How often a job that runs is looked at. */
  pollSeconds!: number;
}

/** What running a job would do. */
export interface RunPlan {
  /** This bot's own id for the run: AWS is told it, so that it is done once. */
  id: string;
  ref: ServiceRef;
  job: string;
  command: readonly string[];
  container: string;
  /** What people call what it would run of: `1.0.0`. */
  version: string;
  /** `primes-api:41` */
  revision: string;
}

/** A job that was started. */
export interface JobRun extends RunPlan {
  actor: Actor;
  /** Milliseconds since the epoch. */
  startedAt: number;
  /** 32 hexadecimal digits; not known until AWS has taken it. */
  task?: string;
  /** Where it is told, and who asked for it and how, in mrkdwn; not known until then. */
  telling?: { channel: string; asked: string };
  /** Until when its log was told, in how many parts, and when that was; milliseconds since the epoch. */
  log?: { until: number; parts: number; toldAt: number };
  /** Who asked for its end. */
  cancelledBy?: Actor;
  end?: JobEnd;
}

/** How a run ended. */
export interface JobEnd {
  /** Milliseconds since the epoch. */
  at: number;
  /** Of its container; none where it never ran, or nobody can tell any more. */
  exitCode?: number;
  /** In ECS's words. */
  reason?: string;
}

/** A job's task as ECS shows it. */
export interface JobTask {
  id: string;
  /** `PENDING`, `RUNNING`, `STOPPED`. */
  status: string;
  runtimeId?: string;
  end?: JobEnd;
}

/** What a job has written since it was last told. */
export interface JobLog {
  lines: readonly LogLine[];
  /** There were more than are told. */
  earlier: boolean;
}

/** What ending a run would do. */
export interface EndRunPlan {
  run: JobRun;
}
