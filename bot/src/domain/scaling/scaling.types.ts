import type { TaskRange } from '../observations/observation.types';
import type { ServiceRef } from '../services/service-ref.types';

export type { TaskRange };

/** A target-tracking policy with the state of the alarm that would scale in. */
export interface TargetTracking {
  policy: string;
  /** `CPU`, `memory`, `requests per target`, or a custom metric's name. */
  metric: string;
  target: number;
  /** The policy never scales in. */
  scaleInDisabled: boolean;
  /** State of AlarmLow; undefined where it cannot be read or does not exist. */
  low?: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
}

/** Everything that decides how many tasks a service has. */
export interface ScalingState {
  ref: ServiceRef;
  desired: number;
  running: number;
  pending: number;
  /** Undefined where the service is no scalable target. */
  range?: TaskRange;
  /** Why scaling could not be read, where it could not: `range` and `tracking` are then not known. */
  unread?: string;
  /** Scale-in was suspended by hand. */
  scaleInSuspended: boolean;
  tracking: TargetTracking[];
  /** Scale-in is off while a deployment runs. */
  deploying: boolean;
}

/** How long a number of tasks would stay. */
export type HoldOutlook =
  /** Automatic scaling is not set up, or does not scale in: until someone changes it. */
  | { kind: 'until-changed'; why: 'no-tracking' | 'scale-in-off' }
  /** Automatic scaling or its alarm could not be read. */
  | { kind: 'unknown'; why: string }
  /** It is the least that automatic scaling keeps, or below: it does not go lower; load can raise it. */
  | { kind: 'at-minimum' }
  /** AlarmLow is in ALARM: undone within a minute. */
  | { kind: 'within-a-minute' }
  /** AlarmLow is not in ALARM: once load has been low for about so many minutes. */
  | { kind: 'when-idle'; minutes: number }
  /** A deployment is under way, and nothing scales in before it ends; then as `afterwards` says. */
  | { kind: 'after-deployment'; afterwards: HoldOutlook }
  /** Above the most that automatic scaling keeps: reduced at its next activity. */
  | { kind: 'above-maximum' };

/** What `scale <service> <n>` would do, before it is done. */
export interface DesiredPlan {
  state: ScalingState;
  from: number;
  to: number;
  /**
   * `apply`: inside the range, at once. `same`: it is that already. `confirm`: to 0, below the minimum, or many times as
   * many, only after somebody has seen it and agreed. `refuse`: above the maximum; one of `ranges` has to be set instead.
   */
  decision: 'apply' | 'same' | 'confirm' | 'refuse';
  outlook: HoldOutlook;
  /** Ranges that would make it last, the likeliest first; none where the service is no scalable target. */
  ranges: TaskRange[];
}

/** A number of tasks that was set. */
export interface DesiredChange {
  ref: ServiceRef;
  before: number;
  after: number;
  range?: TaskRange;
  outlook: HoldOutlook;
  /** Ranges to offer so that it lasts. */
  ranges: TaskRange[];
}

/** What `scale <service> <min>-<max>` would do, before it is done. */
export interface RangePlan {
  state: ScalingState;
  from: TaskRange;
  to: TaskRange;
  /** `confirm`: it takes tasks away, or allows many times as many, and somebody has to agree first. */
  decision: 'apply' | 'same' | 'confirm';
}

/** A range that was set. */
export interface RangeChange {
  ref: ServiceRef;
  before: TaskRange;
  after: TaskRange;
  /** Wanted tasks before the change. A minimum above them raises them at once. */
  desiredBefore: number;
  desiredAfter: number;
}
