import type { EcsService } from '../observations/ecs-service.types';
import type { Cause } from '../causes/cause.types';
import type { DeploymentSnapshot, VerdictKind } from './snapshot.types';

/** Why a service is as it is. */
export interface Why {
  /** Milliseconds since the epoch. */
  at: number;
  service: EcsService;
  /** How many of its tasks pass their health checks; undefined where nothing checks them, or that cannot be read. */
  healthy?: number;
  /** Since when nothing has changed with its tasks, at least, milliseconds since the epoch; undefined while something does. */
  steadySince?: number;
  /** Its last deployment as it is now, under way or over; undefined where neither ECS nor the record knows one. */
  last?: LastLook;
}

/** The last deployment of a service. */
export interface LastLook {
  snapshot: DeploymentSnapshot;
  kind: VerdictKind;
  /** Why it does not get on, or did not, the main cause first: by what ECS still knows of it. */
  causes: readonly Cause[];
  /** When it ended, or began to fail after it was done, where that is known. Milliseconds since the epoch. */
  endedAt?: number;
  /** Why, by the record: where ECS has forgotten its tasks. */
  kept?: Cause;
}
