import type { Actor } from '../access/access.types';
import type { ServiceRef } from '../services/service-ref.types';
import type { TargetTracking, TaskRange } from './scaling.types';

/** Look door: automatic scaling and the service's counts. */
export abstract class ScalingLook {
  /** @throws ServiceNotFoundError when there is no such service */
  abstract counts(ref: ServiceRef): Promise<{ desired: number; running: number; pending: number; deploying: boolean }>;
  /** The scalable target, or undefined where there is none. */
  abstract target(ref: ServiceRef): Promise<(TaskRange & { scaleInSuspended: boolean }) | undefined>;
  /** The target-tracking policies, with their AlarmLow's state. */
  abstract tracking(ref: ServiceRef): Promise<TargetTracking[]>;
}

/** Operate door: what changes how many tasks there are. */
export abstract class ScalingOperate {
  /** UpdateService with a desired count. */
  abstract setDesired(ref: ServiceRef, desired: number, actor: Actor): Promise<void>;
  /** RegisterScalableTarget with a minimum and a maximum. */
  abstract setRange(ref: ServiceRef, range: TaskRange, actor: Actor): Promise<void>;
}
