/**
 * The way in which ECS replaces tasks (DeploymentStrategy in the ECS API): a few at a time; all beside the old ones, and the
 * traffic at once; a small part of the traffic first; or the traffic step by step.
 */
export type Strategy = 'ROLLING' | 'BLUE_GREEN' | 'CANARY' | 'LINEAR';

/** ServiceDeployment.lifecycleStage in the ECS API. */
export type LifecycleStage =
  | 'RECONCILE_SERVICE'
  | 'PRE_SCALE_UP'
  | 'SCALE_UP'
  | 'POST_SCALE_UP'
  | 'TEST_TRAFFIC_SHIFT'
  | 'POST_TEST_TRAFFIC_SHIFT'
  | 'PRE_PRODUCTION_TRAFFIC_SHIFT'
  | 'PRODUCTION_TRAFFIC_SHIFT'
  | 'POST_PRODUCTION_TRAFFIC_SHIFT'
  | 'BAKE_TIME'
  | 'CLEAN_UP';

/** What becomes of a deployment that waits at a hook. */
export type HookAction = 'CONTINUE' | 'ROLLBACK';

/** A hook of the stage that a deployment is in. */
export interface Hook {
  id: string;
  /** It waits for somebody's word, or for the answer of a function. */
  kind: 'pause' | 'function';
  status: 'waiting' | 'running' | 'succeeded' | 'failed' | 'timed-out';
  /** When ECS decides by itself, milliseconds since the epoch. */
  expiresAt?: number;
  /** What it then does. */
  otherwise?: HookAction;
}

/** What DescribeServiceDeployments says of the way on which a deployment is. */
export interface RolloutState {
  strategy: Strategy;
  stage?: LifecycleStage;
  /** How long old and new tasks run beside each other after the traffic has gone over; ECS watches its alarms meanwhile. */
  bakeMinutes: number;
  /** Of what each step of the traffic is, in percent, and how long ECS waits after one; a canary has one step before the last. */
  step?: { percent: number; minutes: number };
  /** How much of the production traffic the new and the old tasks are given, in percent, where ECS divides it. */
  production?: { fresh: number; old: number };
  hooks: Hook[];
  /** The alarms at which ECS ends it, and those of them that did go off. */
  alarms?: { names: string[]; triggered: string[] };
  /** It counts as done once so many percent of its tasks are healthy, whatever becomes of the old ones. */
  early?: { percent: number };
  /** When ECS last changed anything of it, milliseconds since the epoch. */
  updatedAt?: number;
}

/** What is kept of the stage that a deployment is in: ECS does not say since when it is. */
export interface StageNote {
  /** The same for as long as the deployment is in the same stage, with the same share of the traffic. */
  key: string;
  /** Milliseconds since the epoch. */
  since: number;
  /** The hook that waits for somebody, and of which somebody was told. */
  pause?: Pause;
}

/** A deployment waits for somebody's word. */
export interface Pause {
  /** The hook. */
  id: string;
  stage: LifecycleStage;
  /** When ECS decides by itself, milliseconds since the epoch. */
  expiresAt?: number;
  /** What it then does. */
  otherwise: HookAction;
}

/** Where on its way a deployment is. */
export interface Staged extends RolloutState {
  /** Since when it is in this stage, with this share of the traffic, or goes on where it has no stages; milliseconds since the epoch. */
  since: number;
  /** Until when ECS waits by itself, milliseconds since the epoch. */
  waitsUntil?: number;
  /** How many minutes are left of that; rounded up, and of many only each fifth is counted. */
  minutesLeft?: number;
  /** It waits for somebody's word. */
  pause?: Pause;
  /** There is a listener for test traffic. */
  isTested?: true;
  /** It waits for a function's answer. */
  isAsking?: true;
}
