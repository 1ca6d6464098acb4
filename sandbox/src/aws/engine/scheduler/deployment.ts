import type { Clock } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';
import { nineteenDigits } from './identifiers';
import { RestartThrottle } from './restart-throttle';
import type { ServiceRevision } from './revision';

/** A service's deployment as DescribeServices lists it: one revision, and how its roll-out goes. */
export class Deployment {
  /** `ecs-svc/<19 digits>`: what its tasks are `startedBy`. */
  readonly id = `ecs-svc/${nineteenDigits()}`;
  readonly createdAt: number;
  updatedAt: number;
  status: 'PRIMARY' | 'ACTIVE' | 'DRAINING' = 'PRIMARY';
  rolloutState: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED' = 'IN_PROGRESS';
  rolloutStateReason = `ECS deployment ${this.id} in progress.`;
  /** Starts at 0 and follows what the scheduler means to run of it. */
  desiredCount = 0;
  /** Tasks that failed one after the other. */
  failedTasks = 0;
  /** Whether it was said that the deployment configuration leaves no room to move. */
  cornered = false;
  /** Of a task set that another than ECS makes: that one's name for it, and its percentage of the service's tasks. */
  external?: { id?: string; scale: number };
  readonly throttle: RestartThrottle;

  constructor(
    readonly revision: ServiceRevision,
    private readonly clock: Clock,
    pace: Pace,
  ) {
    this.createdAt = clock.now();
    this.updatedAt = this.createdAt;
    this.throttle = new RestartThrottle(clock, pace);
  }

  /** @param reason rolloutStateReason, in ECS's words. */
  turn(rolloutState: Deployment['rolloutState'], reason: string): void {
    this.rolloutState = rolloutState;
    this.rolloutStateReason = reason;
    this.updatedAt = this.clock.now();
  }

  /** A task of it failed: it counts until the deployment has completed. */
  failed(): void {
    if (this.rolloutState === 'IN_PROGRESS') this.failedTasks += 1;
  }

  want(count: number): void {
    if (this.desiredCount === count) return;
    this.desiredCount = count;
    this.updatedAt = this.clock.now();
  }
}
