import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/access.types';
import type { ServiceRef } from '../services/service-ref.types';
import type {
  DesiredAgreement,
  DesiredChange,
  DesiredPlan,
  RangeChange,
  ScalingState,
  TaskRange,
} from './scaling.types';

export { NotScalableError, OutsideRangeError } from './scaling.errors';

/** How many tasks, and how long they will stay. */
@Injectable()
export class ScalingService {
  /**
   * Everything that decides how many tasks the service has.
   * @throws ServiceNotFoundError when there is no such service
   */
  async describe(ref: ServiceRef): Promise<ScalingState> {
    throw new Error(`unbuilt ${ref.service}`);
  }

  /** What setting `desired` would do. Changes nothing. */
  async planDesired(ref: ServiceRef, desired: number): Promise<DesiredPlan> {
    throw new Error(`unbuilt ${ref.service} ${desired}`);
  }

  /**
   * Sets the number of wanted tasks.
   * @param agreed needed for 0 and for anything below the minimum: what somebody saw and agreed to
   * @throws OutsideRangeError when `desired` is above the maximum, or needs an agreement and has none
   * @throws StalePlanError when the wanted tasks are no longer what was agreed from
   */
  async setDesired(ref: ServiceRef, desired: number, actor: Actor, agreed?: DesiredAgreement): Promise<DesiredChange> {
    throw new Error(`unbuilt ${ref.service} ${desired} ${actor.id} ${agreed?.plannedFrom}`);
  }

  /**
   * Sets the range that automatic scaling keeps to.
   * @param plannedFrom the range that was shown as the one before
   * @throws StalePlanError when the range is another one by now
   * @throws NotScalableError when the service is no scalable target
   * @throws UserError when the range is none: a minimum above its maximum, or below 0
   */
  async setRange(ref: ServiceRef, range: TaskRange, plannedFrom: TaskRange, actor: Actor): Promise<RangeChange> {
    throw new Error(`unbuilt ${ref.service} ${range.min} ${plannedFrom.min} ${actor.id}`);
  }
}
