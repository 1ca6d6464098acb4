import type { Actor, Doer } from '../access/access.types';
import type { ImageDetails } from '../images/image.types';
import type { EcsContainer, EcsService, RoomPercent } from '../observations/ecs-service.types';
import type { ServiceRef } from '../services/service-ref.types';
import type { Relapse } from './relapse.types';
import type { HookAction, StageNote } from './stages.types';

/** An image as a deployment means it. */
export interface PlannedImage {
  /** The reference in full: registry, path, tag or digest. */
  image: string;
  tag?: string;
  /** What it is now, where that is known. */
  digest?: string;
  /** Milliseconds since the epoch. */
  pushedAt?: number;
}

/** A deployment that ECS is already carrying out, which a new one would supersede. */
export interface UnderWay {
  /** `ecs-svc/…`: nothing that is shown to people. */
  id: string;
  /** What people call the image that it brings: `1.1.0`. */
  version: string;
  /** The task definition it brings: `primes-api:42`. */
  revision: string;
  /** Milliseconds since the epoch. */
  startedAt: number;
  /** Who started it, where that is known. */
  actor?: Doer;
}

/** What would change if it were started now. */
export interface DeploymentPlan {
  ref: ServiceRef;
  /** The container whose image changes: the one behind the load balancer, the only one, or the one that was named. */
  container: string;
  /** What the service is set to now. */
  from: PlannedImage;
  to: PlannedImage;
  /** The task definition that was current when this was planned: a start from another one is refused. */
  plannedFrom: string;
  /** The service is set to this very image already, and its deployment has not failed: there is nothing to do. */
  same: boolean;
  /** Whether the task definition has other containers, so that a version has to say whose it is. */
  several: boolean;
  /** The registry could not be read: whether the image exists is not known, and this is why. */
  unchecked?: string;
  underWay?: UnderWay;
  /** How many tasks the service wants. */
  desired: number;
  /** What it is set to now runs as it should: it may be gone back to. */
  ranWell: boolean;
  terms: DeploymentTerms;
}

/** How a service is deployed, as far as it says whether a deployment of it can work. */
export interface DeploymentTerms {
  room?: RoomPercent;
  breaker: EcsService['circuitBreaker'];
  /** The alarms that end a deployment, by name. */
  alarms: readonly string[];
  /** A deployment of it is complete, as its own list of them shows: there is something to go back to. */
  hasCompleted: boolean;
  /** The task definition that most of its tasks run of, where any runs: `primes-api:41`. */
  serving?: string;
}

/** The image that is to run, as somebody asks for it. */
export interface ImageAsked {
  image: string;
  container?: string | undefined;
  digest?: string | undefined;
}

/** What a service is set to now. */
export interface SetNow {
  ref: ServiceRef;
  /** `primes-api:41` */
  revision: string;
  containers: EcsContainer[];
  /** The container whose version is the service's, or the first where none is. */
  main: EcsContainer;
  desired: number;
  underWay?: UnderWay;
  /** What it is set to runs as it should. */
  ranWell: boolean;
}

/** A container whose tag is, or may be, another image in the registry now than the one that runs. */
export interface UnsureTag {
  container: string;
  tag: string;
  /** The tag, and whose it is where there are several containers. */
  words: string;
  /** The digest that runs. */
  running: string;
  /** What the tag is now; undefined where it is gone, or `unread`. */
  now?: string;
  /** Why its registry cannot be asked. */
  unread?: string;
  /** The image that runs, pinned: `repository:tag@digest`. */
  image: string;
}

/** The images that one container of a service could run. */
export interface ImageChoices {
  kind: 'images';
  ref: ServiceRef;
  container: EcsContainer;
  several: boolean;
  /** Newest first, each once. */
  images: ImageDetails[];
  /** The digests that its tasks run now. */
  serving: string[];
  /** The digest of the image that ran well before the one it is set to, where that is remembered. */
  lastGood?: string;
  /** What the service is set to now: what a choice is planned from. */
  basis: { key: string; words: string };
  underWay?: UnderWay;
}

/** The containers of a service of which none is the main one. */
export interface ContainerChoices {
  kind: 'containers';
  ref: ServiceRef;
  containers: EcsContainer[];
}

/** A deployment that this bot started, or that it saw others start. */
export interface Deployment {
  /** This bot's own id for it. */
  id: string;
  ref: ServiceRef;
  actor: Doer;
  /** Milliseconds since the epoch. */
  startedAt: number;
  container: string;
  /** Whether its task has other containers too, where that is known: a version then says whose it is. */
  several?: boolean;
  from: PlannedImage;
  /** When this was started, `from` ran as it should. */
  fromRanWell?: true;
  /** `from` was done, and then its tasks died or requests failed: nothing to go back to. */
  fromRelapsed?: true;
  to: PlannedImage;
  /** The task definition it brings: `primes-api:42`. */
  revision: string;
  /** The task definition before it: `primes-api:41`. */
  previousRevision: string;
  /** New tasks of the same image, because somebody asked for new tasks. */
  isRestart?: true;
  /** Back to what ran well before. */
  isRollback?: true;
  /** How AWS names it; nothing that is shown to people. */
  handle: DeploymentHandle;
  /** Who ended it before it was done, where that was asked of this bot. */
  cancelledBy?: CancelledBy;
  /** Who decided at which of its hooks, where that was asked of this bot; the newest last. */
  decided?: readonly Decided[];
  /** The stage that it was in when that was last looked at. */
  stage?: StageNote;
  /** When ECS called it done and that was told, milliseconds since the epoch. */
  doneAt?: number;
  /** What went wrong with it after that. */
  relapse?: Relapse;
}

/** Who ended a deployment before it was done. */
export interface CancelledBy {
  actor: Actor;
  /** Milliseconds since the epoch. */
  at: number;
}

/** What somebody decided at a hook at which a deployment waited. */
export interface Decided {
  /** The hook. */
  hook: string;
  action: HookAction;
  actor: Actor;
  /** Milliseconds since the epoch. */
  at: number;
}

/** AWS's names for a deployment. */
export interface DeploymentHandle {
  /** `ecs-svc/…`; empty where ECS does not name it any more, and its revision has to do. */
  id: string;
  /** The task definition it brings: no other deployment brings the same one. */
  revision: string;
}

/** What the composition root tells the domain about deployments. */
export class DeploymentsOptions {
  /** How often a deployment under way is looked at. */
  pollSeconds!: number;
  /** How long nothing may come of a deployment before somebody is told. */
  stallSeconds!: number;
  /** For how long a deployment is watched after ECS called it done, or after its tasks last failed since; 0 is not at all. */
  settleMinutes!: number;
}
