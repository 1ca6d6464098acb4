import type { ServiceRef } from '../services/service-ref.types';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** How an alarm stands. */
export interface AlarmStanding {
  state: AlarmState;
  /** Milliseconds since the epoch, where that is known. */
  since?: number;
}

/** The high-CPU alarm of a service went from one state to another. */
export interface AlarmTransition {
  kind: 'alarm';
  /** The same for the same transition, however often it is read. */
  id: string;
  /** Milliseconds since the epoch. */
  at: number;
  ref: ServiceRef;
  alarm: string;
  from: AlarmState;
  to: AlarmState;
  /** In CloudWatch's words. */
  reason: string;
  /** What was measured and decided it, newest first; percent. */
  readings: number[];
  /** Percent. */
  threshold?: number;
  /** Over how many minutes it was measured. */
  minutes?: number;
}

export type ScalingStatus = 'under-way' | 'done' | 'unfulfilled' | 'failed' | 'overridden';

/** Application Auto Scaling changed, or is changing, how many tasks a service wants. */
export interface ScalingActivity {
  kind: 'scaling';
  /** AWS's ActivityId. */
  id: string;
  /** Milliseconds since the epoch. */
  at: number;
  endedAt?: number;
  ref: ServiceRef;
  status: ScalingStatus;
  /** Wanted tasks before, where that is known. */
  from?: number;
  to: number;
  /** In AWS's words. */
  cause: string;
  /** In AWS's words; says what went wrong where something did. */
  statusMessage?: string;
  /** The alarm that triggered it, where one did and could be read. */
  trigger?: AlarmTrigger;
}

/** What an alarm measured when it triggered a scaling activity. */
export interface AlarmTrigger {
  alarm: string;
  /** `CPU`, `memory`, `requests per target`, or the metric's own name. */
  metric: string;
  /** It triggers above its threshold, not below. */
  above: boolean;
  threshold: number;
  minutes: number;
  /** What was measured, newest first; none where it is no longer known. */
  readings: number[];
}

/** Something AWS did by itself. */
export type Signal = AlarmTransition | ScalingActivity;
