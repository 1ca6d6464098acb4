import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { UserError } from '../../kernel/user-error';
import type { Actor } from '../access/access.types';
import type { ServiceRef } from '../services/service-ref.types';
import { serviceKey } from '../services/service-ref.types';
import { StalePlanError } from '../services/services.service';
import { desiredPlan } from './desired-plan';
import { NotScalableError, OutsideRangeError } from './scaling.errors';
import { ScalingLook, ScalingOperate } from './scaling.port';
import type {
  DesiredAgreement,
  DesiredChange,
  DesiredPlan,
  RangeChange,
  ScalingState,
  TaskRange,
} from './scaling.types';

export { NotScalableError, OutsideRangeError } from './scaling.errors';

type ReadScaling = Pick<ScalingState, 'range' | 'unread' | 'scaleInSuspended' | 'tracking'>;

/** How many tasks, and how long they will stay. */
@Injectable()
export class ScalingService {
  private readonly rangesSetHere = new Map<string, { range: TaskRange; at: number }>();

  constructor(
    private readonly look: ScalingLook,
    private readonly operate: ScalingOperate,
    private readonly clock: Clock,
  ) {}

  /**
   * Everything that decides how many tasks the service has.
   * @throws ServiceNotFoundError when there is no such service
   */
  async describe(ref: ServiceRef): Promise<ScalingState> {
    const [counts, scaling] = await Promise.all([this.look.counts(ref), this.readScaling(ref)]);
    return { ref, ...counts, ...scaling };
  }

  /**
   * What setting `desired` would do. Changes nothing.
   * @throws UserError when `desired` is no number of tasks
   */
  async planDesired(ref: ServiceRef, desired: number): Promise<DesiredPlan> {
    if (!isCount(desired))
      throw new UserError({ what: `${desired} is no number of tasks.`, next: 'Name a whole one.' });
    return desiredPlan(await this.describe(ref), desired);
  }

  /**
   * Sets the number of wanted tasks.
   * @param agreed needed for 0 and for anything below the minimum: what somebody saw and agreed to
   * @throws OutsideRangeError when `desired` is above the maximum, or needs an agreement and has none
   * @throws StalePlanError when the wanted tasks are no longer what was agreed from
   */
  async setDesired(ref: ServiceRef, desired: number, actor: Actor, agreed?: DesiredAgreement): Promise<DesiredChange> {
    const { state, decision, outlook, ranges } = await this.planDesired(ref, desired);
    const before = state.desired;
    if (agreed !== undefined && agreed.plannedFrom !== before) {
      throw new StalePlanError(ref, `set to ${agreed.plannedFrom}`, `set to ${before}`);
    }
    if (decision === 'refuse' || (decision === 'confirm' && agreed === undefined)) {
      throw new OutsideRangeError(ref, desired, state.range, ranges);
    }
    if (decision !== 'same') await this.operate.setDesired(ref, desired, actor);
    return { ref, before, after: desired, outlook, ranges, ...(state.range ? { range: state.range } : {}) };
  }

  /**
   * Sets the range that automatic scaling keeps to.
   * @param plannedFrom the range that was shown as the one before
   * @throws StalePlanError when the range is another one by now
   * @throws NotScalableError when the service is no scalable target
   * @throws UserError when the range is none: a minimum above its maximum, or below 0
   */
  async setRange(ref: ServiceRef, range: TaskRange, plannedFrom: TaskRange, actor: Actor): Promise<RangeChange> {
    if (!isCount(range.min) || !isCount(range.max) || range.min > range.max) {
      throw new UserError({
        what: `${range.min}-${range.max} is no range.`,
        next: 'Name the lower number first: 2-10.',
      });
    }
    const [target, { desired }] = await Promise.all([this.look.target(ref), this.look.counts(ref)]);
    if (target === undefined) throw new NotScalableError(ref);
    if (target.min !== plannedFrom.min || target.max !== plannedFrom.max) {
      throw new StalePlanError(ref, `kept to ${words(plannedFrom)}`, `kept to ${words(target)}`);
    }
    this.rangesSetHere.set(serviceKey(ref), { range, at: this.clock.now() });
    await this.operate.setRange(ref, range, actor);
    const desiredAfter = Math.min(range.max, Math.max(range.min, desired));
    return { ref, before: plannedFrom, after: range, desiredBefore: desired, desiredAfter };
  }

  /** The range that this bot set last, and when (milliseconds since the epoch), as far as it remembers. */
  lastRangeSetHere(ref: ServiceRef): { range: TaskRange; at: number } | undefined {
    return this.rangesSetHere.get(serviceKey(ref));
  }

  // A denied Application Auto Scaling must not keep anyone from setting a number of tasks; it is said with the answer.
  private async readScaling(ref: ServiceRef): Promise<ReadScaling> {
    try {
      const [target, tracking] = await Promise.all([this.look.target(ref), this.look.tracking(ref)]);
      if (target === undefined) return { scaleInSuspended: false, tracking };
      const { scaleInSuspended, min, max } = target;
      return { range: { min, max }, scaleInSuspended, tracking };
    } catch (error) {
      return { unread: error instanceof Error ? error.message : String(error), scaleInSuspended: false, tracking: [] };
    }
  }
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}

function words({ min, max }: TaskRange): string {
  return `${min}-${max}`;
}
