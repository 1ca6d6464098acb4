import type { Actor } from '../access/access.types';
import type { ScalableRange } from '../observations/observation.types';
import type { ServiceRef } from '../services/service-ref.types';
import type { OtherPolicy, ScheduledAction, TargetTracking, TaskRange } from './scaling.types';

/** What ECS says of a service's number of tasks. */
export interface ServiceCounts {
  desired: number;
  running: number;
  pending: number;
  /** A deployment is under way. */
  deploying: boolean;
  /** One task on each container instance: no number can be set. */
  daemon: boolean;
}

/** Look door: automatic scaling and the service's counts. */
export abstract class ScalingLook {
  /** @throws ServiceNotFoundError when there is no such service */
  abstract counts(ref: ServiceRef): Promise<ServiceCounts>;
  /** The scalable target, or undefined where there is none. */
  abstract target(ref: ServiceRef): Promise<ScalableRange | undefined>;
  /** All its policies: those of target tracking with their AlarmLow's state, and the others. */
  abstract policies(ref: ServiceRef): Promise<{ tracking: TargetTracking[]; others: OtherPolicy[] }>;
  /** What is to change its range at a time. */
  abstract schedules(ref: ServiceRef): Promise<ScheduledAction[]>;
}

/** Operate door: what changes how many tasks there are. */
export abstract class ScalingOperate {
  /** UpdateService with a desired count. */
  abstract setDesired(ref: ServiceRef, desired: number, actor: Actor): Promise<void>;
  /** RegisterScalableTarget with a minimum and a maximum. */
  abstract setRange(ref: ServiceRef, range: TaskRange, actor: Actor): Promise<void>;
}
