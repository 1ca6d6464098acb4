import type { Doer } from '../access/access.types';
import type { CancelPlan, Cancelled } from '../deployments/cancellation.types';
import type { DecisionMade, DecisionPlan } from '../deployments/decision.types';
import type { Deployment, SetNow, UnsureTag } from '../deployments/deployment.types';
import type { HookAction } from '../deployments/stages.types';
import type { EndRunPlan, JobRun, RunPlan } from '../jobs/jobs.types';
import type { ImagePlan } from '../preflight/preflight.types';
import type { RollbackPlan, RollbackTarget } from '../deployments/rollback.types';
import type { DesiredChange, DesiredPlan, RangeChange, RangePlan, TaskRange } from '../scaling/scaling.types';
import type { Recycled, RecyclePlan } from '../tasks/tasks.types';
import type { ServiceRef } from '../services/service-ref.types';

/** The world that a plan was made from. */
export interface Basis {
  /** The same for as long as the plan means the same. */
  key: string;
  /** For people: `set to 2`. */
  words: string;
}

/** Why somebody should look at a plan before it is carried out. */
export type Reason =
  /** It would take the place of a deployment that is under way. */
  | { kind: 'replaces'; version: string; startedAt: number; actor?: Doer }
  /** The registry could not be asked whether the image exists, or what its tag is now. */
  | { kind: 'unchecked'; image: string; why: string }
  /** What ran well more recently than what would be gone back to is in the registry no more. */
  | { kind: 'gone'; versions: readonly string[] }
  /** The tag of a container is another image now than the one that runs, or none. */
  | { kind: 'tag-moved'; container: string; tag: string; running: string; now?: string }
  /** Somebody else changed the service a moment ago, which whoever asks now cannot have known. */
  | { kind: 'changed-just-now'; actor: Doer; summary: Summary; at: number };

/** From what to what, in as few words as a button has room for. */
export interface Summary {
  from: string;
  to: string;
}

/** Another image for one container. */
export interface ImageWish {
  /** A tag, a digest, `tag@digest`, or a full reference. */
  image: string;
  container?: string | undefined;
  /** The digest that the image had when it was offered: a tag that has moved since is refused. */
  digest?: string | undefined;
}

/** New tasks. */
export interface RestartWish {
  /**
   * Which image, where the tag has moved since it was deployed: the one that runs (`same`), or what the tag is now
   * (`moved`). Left out, a restart asks.
   */
  image?: 'same' | 'moved' | undefined;
}

/** What a restart would do. */
export interface RestartPlan {
  ref: ServiceRef;
  wish: RestartWish;
  /** What it is set to. */
  set: SetNow;
  /** What people call it: `1.0.0`. */
  version: string;
  /** The containers whose tag is, or may be, another image now. */
  unsure: UnsureTag[];
}

/** What ran well before. */
export interface RollbackWish {
  /** Which of it; left out, the newest that is still to be had. */
  target?: RollbackTarget | undefined;
}

/** The end of a deployment that is under way. */
export interface CancelWish {
  /** The one that is meant, `ecs-svc/…`; left out, whichever is under way. */
  deployment?: string | undefined;
}

/** What is decided for a deployment that waits at a hook. */
export interface ContinueWish {
  /** The one that is meant, `ecs-svc/…`. */
  deployment: string;
  hook: string;
  action: HookAction;
}

/** Another task in the place of one. */
export interface RecycleWish {
  /** Its id. */
  task: string;
}

/** A job of the configuration, by name. */
export interface RunWish {
  job: string;
}

/** The end of a job that runs. */
export interface EndRunWish {
  /** The id of its run. */
  run: string;
}

/** What each kind of change is asked with, what it plans, and what comes of it. A new kind has its line here. */
export interface ChangeKinds {
  image: { wish: ImageWish; plan: ImagePlan; result: Deployment };
  cancel: { wish: CancelWish; plan: CancelPlan; result: Cancelled };
  continue: { wish: ContinueWish; plan: DecisionPlan; result: DecisionMade };
  rollback: { wish: RollbackWish; plan: RollbackPlan; result: Deployment };
  restart: { wish: RestartWish; plan: RestartPlan; result: Deployment };
  recycle: { wish: RecycleWish; plan: RecyclePlan; result: Recycled };
  run: { wish: RunWish; plan: RunPlan; result: JobRun };
  'end-run': { wish: EndRunWish; plan: EndRunPlan; result: JobRun };
  desired: { wish: { desired: number }; plan: DesiredPlan; result: DesiredChange };
  range: { wish: { range: TaskRange }; plan: RangePlan; result: RangeChange };
}

export type ChangeKindName = keyof ChangeKinds;
