import type { Cause, Obstacle } from '../causes/cause.types';
import type { HealthFailure, SetContainer, StoppedTask } from '../causes/evidence.types';
import type { Difference } from './rollback.types';
import type { CancelledBy, Deployment } from './deployment.types';
import type { Relapse } from './relapse.types';
import type { Staged } from './stages.types';

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
  /** What people call the image of the deployed container in it, where that is known: `1.0.0`. */
  version?: string;
  desired: number;
  running: number;
  pending: number;
  /** How many of those that run pass their health checks; undefined where nothing checks them or it is not known. */
  healthy?: number;
}

/** Why a deployment is failing though ECS goes on with it. */
export interface Failing {
  /**
   * Its tasks fail; there is no place for them; something else keeps them from starting or the old ones from going; none has
   * come up for long; AWS has not said for long how it goes.
   */
  why: 'tasks' | 'placement' | 'hindered' | 'stalled' | 'unread';
  /** Milliseconds since the epoch. */
  since: number;
  /** Failed starts in a row, no healthy task between them. */
  inARow: number;
  /** It will not end by itself, or not soon: somebody must be told, and nothing is to wait for its end. */
  lasting: boolean;
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
  /** Its task has other containers too: a version then says whose it is. */
  several?: boolean;
  /** Why nobody can say whether tasks that run are healthy, where they are checked. */
  healthUnread?: string;
  /** The circuit breaker's own count, where it is on. */
  failures?: { count: number; threshold: number };
  /** How many tasks failed in a row, by ECS's count. */
  failedTasks?: number;
  /** Whether ECS ends a deployment that fails, where that is known. */
  breaker?: { on: boolean; rollback: boolean };
  /** Where on its way it is, where ECS says so. */
  staged?: Staged;
  /** How long the last one of its service took that succeeded before it, milliseconds. */
  lastTookMs?: number;
  /** What is going wrong while ECS goes on. */
  failing?: Failing;
  /** Who ended it, where somebody asked this bot to. */
  cancelledBy?: CancelledBy;
  /** Where ECS rolls back to, once it does. */
  rollback?: { revision?: string; version?: string; reason?: string };
  /** The deployment that took this one's place, when one did. */
  supersededBy?: string;
  /** What people call what took its place. */
  supersededVersion?: string;
  /** Somebody else started the same revision again, and that is what is followed since then; milliseconds since the epoch. */
  restartedAt?: number;
  /** The tasks of this deployment that stopped by themselves or were killed; newest first, at most 100. */
  stopped: StoppedTask[];
  /** How many more there were before those. */
  stoppedEarlier?: number;
  /** What health checks found of its tasks, those that stopped included; newest first. */
  unhealthy?: HealthFailure[];
  /** What they find now, of those that run. */
  ailing?: HealthFailure[];
  /** The containers of its tasks. */
  containers?: readonly SetContainer[];
  /** For how long ECS does not count what health checks find of a new task, in seconds. */
  graceSeconds?: number;
  /** What is otherwise in its revision than in the one before, where it fails and that was read. */
  differences?: readonly Difference[];
  /** What keeps it from its end beside its tasks, by what ECS says of the service; the newest first. */
  obstacles?: readonly Obstacle[];
  /** The deployment alarms that went off. */
  alarms?: readonly string[];
  /** Its service is being deleted, or is no more. */
  gone?: 'going' | 'gone';
  /** Why those cannot be read, where AWS does not let them be. */
  stoppedUnread?: string;
  /** ECS called it done two minutes ago, and it is still only partly so: nothing more is waited for. */
  lasting?: true;
  /** When ECS called it done, milliseconds since the epoch; it may have gone wrong since. */
  doneAt?: number;
  /** What went wrong since then. */
  relapse?: Relapse;
  /** AWS could not be asked just now, and why: the rest is as it was when it last answered. */
  stale?: string;
}

export type VerdictKind =
  /** Under way. */
  | 'in-progress'
  /** Under way, and its tasks fail, or nothing comes of it: it may yet recover. */
  | 'failing'
  /** ECS calls it done and every task is new: the only green one. */
  | 'succeeded'
  /** ECS called it done, and since then its tasks die, or requests fail that did not before. */
  | 'relapsed'
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

/** What came of a deployment, as far as it is known: the newest word on it takes the place of the one before. */
export interface Conclusion {
  kind: VerdictKind;
  /** When it was found to be so, milliseconds since the epoch. */
  at: number;
  /** Why, where that was known: ECS itself forgets its tasks within an hour. */
  cause?: Cause;
}

/** How far a deployment is. */
export interface Progress {
  /** New tasks that are well, of those wanted: healthy ones where that is known, else those that run. */
  fresh: { well: number; wanted: number };
  /** Old tasks that still run. */
  oldRunning: number;
  /** From 0 to 1: new tasks that are well and old tasks gone count alike. Never 1 before it succeeded. */
  share: number;
}

/** What goes wrong with a deployment, and since when, milliseconds since the epoch. */
export type Since = Pick<Failing, 'why' | 'since'>;

/** A deployment whose end is still to be told. */
export interface Followed {
  deployment: Deployment;
  /** What was going wrong with it when that was last looked at. */
  failing?: Since;
}
