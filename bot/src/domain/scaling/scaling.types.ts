import type { Part } from '../../kernel/part';
import type { SuspendedScaling, TaskRange } from '../observations/observation.types';
import type { ServiceRef } from '../services/service-ref.types';

export type { SuspendedScaling, TaskRange };

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

/** A policy that decides too, and of which the bot does not know when it scales in. */
export interface OtherPolicy {
  policy: string;
  kind: 'step' | 'predictive' | 'other';
}

/** Something that changes the range at a time. */
export interface ScheduledAction {
  name: string;
  /** In AWS's words: `cron(0 20 * * ? *)`, `rate(1 hour)`, `at(2026-11-24T12:00:00)`. */
  schedule: string;
  /** The range that it sets; one of its ends may stay as it is. */
  range: Partial<TaskRange>;
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
  suspended: SuspendedScaling;
  tracking: TargetTracking[];
  /** Policies that are no target tracking. */
  others: OtherPolicy[];
  schedules: Part<ScheduledAction[]>;
  /** Scale-in is off while a deployment runs. */
  deploying: boolean;
}

/** How long a number of tasks would stay. */
export type HoldOutlook =
  /** Automatic scaling is not set up, or does not scale in: until someone changes it. */
  | { kind: 'until-changed'; why: 'no-tracking' | 'scale-in-off' | 'scale-in-suspended' }
  /** Automatic scaling or its alarm could not be read, or something decides that the bot cannot foresee. */
  | { kind: 'unknown'; why: string }
  /** It is the least that automatic scaling keeps, or below: it does not go lower; load can raise it, unless that is off. */
  | { kind: 'at-minimum'; raised: 'by-load' | 'out-suspended' }
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
  suspended: SuspendedScaling;
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
  suspended: SuspendedScaling;
}
