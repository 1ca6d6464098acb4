import { randomUUID } from 'node:crypto';
import type { Clock, Timer } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';
import type { ScaledServices } from '../scaled-services.port';
import type { ScalableTarget } from './scaling-registry';

export type ActivityStatus = 'InProgress' | 'Successful' | 'Overridden' | 'Unfulfilled' | 'Failed';

/** Why a target was not scaled, in the codes of "Scaling activities for Application Auto Scaling". */
export interface NotScaled {
  code:
    | 'AutoScalingAnticipatedFlapping'
    | 'TargetServicePutResourceAsUnscalable'
    | 'AlreadyAtMaxCapacity'
    | 'AlreadyAtMinCapacity';
  maxCapacity?: number;
  minCapacity?: number;
  currentCapacity?: number;
}

export interface ScalingActivity {
  id: string;
  resourceId: string;
  description: string;
  cause: string;
  /** Epoch ms. */
  startedAt: number;
  endedAt?: number;
  status: ActivityStatus;
  statusMessage?: string;
  notScaled?: NotScaled;
}

interface Pending {
  activity: ScalingActivity;
  target: ScalableTarget;
  desired: number;
  from: number;
}

/** What the autoscaler did and did not do, newest last, and whether ECS has followed. */
export class ScalingActivities {
  private activities: ScalingActivity[] = [];
  private pending: Pending[] = [];
  private timer: Timer | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly pace: Pace,
    private readonly services: ScaledServices,
  ) {}

  /** Newest first. */
  newestFirst(): ScalingActivity[] {
    return this.activities.toReversed();
  }

  /**
   * Sets a service's desired count and records it as an activity, which is followed until ECS runs that many tasks.
   * @param cause AWS's sentence, without a full stop.
   * @returns whether ECS accepted the count; where it did not, the activity is Failed and says why.
   */
  setDesiredCount(target: ScalableTarget, from: number, desired: number, cause: string): boolean {
    const activity = this.add(target.resourceId, `Setting desired count to ${desired}.`, cause, 'InProgress');
    for (const older of this.pending.filter((other) => other.target.resourceId === target.resourceId)) {
      this.end(older, 'Overridden', `${done(older.desired)} Change was overridden by a newer scaling activity.`);
    }
    try {
      this.services.setDesiredCount(target.clusterName, target.serviceName, desired);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const failed = { activity, target, desired, from };
      this.end(failed, 'Failed', `Failed to set desired count to ${desired}. Reason: ${why}`);
      return false;
    }
    activity.statusMessage = `${done(desired)} Waiting for change to be fulfilled by ecs.`;
    this.pending.push({ activity, target, desired, from });
    this.poll();
    return true;
  }

  /** Records that an alarm asked for scaling and nothing was changed. */
  notScaled(target: ScalableTarget, cause: string, reason: NotScaled): void {
    const { resourceId } = target;
    this.add(resourceId, 'Attempting to scale due to alarm triggered', cause, 'Failed').notScaled = reason;
  }

  close(): void {
    this.timer?.cancel();
    this.pending = [];
    this.activities = [];
  }

  private poll(): void {
    this.timer?.cancel();
    this.timer = undefined;
    if (this.pending.length === 0) return;
    this.timer = this.clock.after(this.pace.ms(10), () => {
      for (const pending of this.pending) this.follow(pending);
      this.poll();
    });
  }

  private follow(pending: Pending): void {
    const { target, desired, from, activity } = pending;
    const service = this.services.find(target.clusterName, target.serviceName);
    if (!service) {
      this.end(pending, 'Unfulfilled', `${done(desired)} The service no longer exists.`);
    } else if (service.desiredCount !== desired) {
      this.end(pending, 'Overridden', `${done(desired)} Change was overridden by a newer desired count.`);
    } else if (desired > from ? service.runningCount >= desired : service.runningCount <= desired) {
      this.end(pending, 'Successful', `${done(desired)} Change successfully fulfilled by ecs.`);
    } else if (this.clock.now() - activity.startedAt > this.pace.ms(GIVE_UP_SECONDS)) {
      this.end(pending, 'Unfulfilled', `${done(desired)} Change was not fulfilled by ecs in time.`);
    }
  }

  private end(pending: Pending, status: ActivityStatus, statusMessage: string): void {
    Object.assign(pending.activity, { status, statusMessage, endedAt: this.clock.now() });
    this.pending = this.pending.filter((other) => other !== pending);
  }

  private add(resourceId: string, description: string, cause: string, status: ActivityStatus): ScalingActivity {
    const activity: ScalingActivity = {
      id: randomUUID(),
      resourceId,
      description,
      cause,
      startedAt: this.clock.now(),
      status,
    };
    this.activities.push(activity);
    if (this.activities.length > KEPT) this.activities.splice(0, this.activities.length - KEPT);
    return activity;
  }
}

const KEPT = 5_000;
const GIVE_UP_SECONDS = 3_600;

const done = (desired: number): string => `Successfully set desired count to ${desired}.`;
