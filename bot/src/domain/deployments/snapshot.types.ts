import type { Deployment } from './deployment.types';

/** The states of ECS's service deployments; REPLACED when AWS no longer shows the deployment at all. */
export type DeploymentStatus =
  | 'PENDING'
  | 'IN_PROGRESS'
  | 'SUCCESSFUL'
  | 'STOP_REQUESTED'
  | 'STOPPED'
  | 'FAILED'
  | 'ROLLBACK_REQUESTED'
  | 'ROLLBACK_IN_PROGRESS'
  | 'ROLLBACK_SUCCESSFUL'
  | 'ROLLBACK_FAILED'
  | 'REPLACED';

/** The tasks of one revision of a service. */
export interface RevisionTasks {
  /** `primes-api:42` */
  revision: string;
  desired: number;
  running: number;
  pending: number;
}

/** A task that stopped, caught before ECS forgets it (about an hour later). */
export interface StoppedTask {
  /** 32 hexadecimal digits. */
  id: string;
  /** Milliseconds since the epoch. */
  stoppedAt: number;
  /** In ECS's words. */
  stoppedReason: string;
  stopCode?: string;
  /** The containers that say why: an exit code, a reason, or both. */
  containers: { name: string; exitCode?: number; reason?: string }[];
}

/** A deployment at one moment. */
export interface DeploymentSnapshot {
  deployment: Deployment;
  /** When AWS was asked, milliseconds since the epoch. */
  at: number;
  status: DeploymentStatus;
  /** In ECS's words. */
  statusReason?: string;
  /** How many tasks the service wants. */
  desired: number;
  /** Its own tasks. */
  fresh: RevisionTasks;
  /** The tasks of all other revisions that are still there. */
  old: RevisionTasks[];
  /** The circuit breaker's own count, where it is on. */
  failures?: { count: number; threshold: number };
  /** Where ECS rolls back to, once it does. */
  rollback?: { revision?: string; reason?: string };
  /** The deployment that took this one's place, when one did. */
  supersededBy?: string;
  /** The tasks of this deployment that stopped by themselves or were killed; newest first. */
  stopped: StoppedTask[];
  /** Why those cannot be read, where AWS does not let them be. */
  stoppedUnread?: string;
  /** ECS called it done two minutes ago, and it is still only partly so: nothing more is waited for. */
  lasting?: true;
  /** AWS could not be asked just now, and why: the rest is as it was when it last answered. */
  stale?: string;
}

export type VerdictKind =
  /** Under way. */
  | 'in-progress'
  /** ECS calls it done and every task is new: the only green one. */
  | 'succeeded'
  /** ECS calls it done and old tasks still serve, or new ones are missing. */
  | 'partly'
  /** Failed, and ECS is bringing the old revision back. */
  | 'rolling-back'
  /** Failed; the old revision serves. */
  | 'rolled-back'
  /** Failed, and nothing was brought back. */
  | 'failed'
  /** Somebody stopped it. */
  | 'stopped'
  /** Another deployment took its place. */
  | 'superseded';

/** What a snapshot means. */
export interface Verdict {
  kind: VerdictKind;
  /** Nothing more will happen. */
  terminal: boolean;
}

/** How far a deployment is. */
export interface Progress {
  /** New tasks that run, of those wanted. */
  fresh: { running: number; pending: number; wanted: number };
  /** Old tasks that still run. */
  oldRunning: number;
  /** From 0 to 1: new tasks up and old tasks gone count alike. Never 1 before it succeeded. */
  share: number;
}
