import { Injectable } from '@nestjs/common';
import { UserError } from '../../kernel/user-error';
import type { Actor } from '../access/access.types';
import type { ServiceRef } from '../services/service-ref.types';
import { desiredPlan } from './desired-plan';
import { rangePlan } from './range-plan';
import { DaemonError } from './scaling.errors';
import { ScalingLook, ScalingOperate } from './scaling.port';
import type { DesiredChange, DesiredPlan, RangeChange, RangePlan, ScalingState, TaskRange } from './scaling.types';
import { messageOf } from '../../kernel/message-of';

type ReadScaling = Pick<ScalingState, 'range' | 'unread' | 'suspended' | 'tracking' | 'others' | 'schedules'>;

const NOTHING: ReadScaling = {
  suspended: { in: false, out: false, scheduled: false },
  tracking: [],
  others: [],
  schedules: [],
};

/** More tasks than any service has: a number that was mistyped. */
const MOST_TASKS = 10_000;

/** How many tasks, and how long they will stay. What asks for other ones is a change: see `changes`. */
@Injectable()
export class ScalingService {
  constructor(
    private readonly look: ScalingLook,
    private readonly operate: ScalingOperate,
  ) {}

  /**
   * Everything that decides how many tasks the service has.
   * @throws ServiceNotFoundError when there is no such service, DaemonError when nothing decides it
   */
  async describe(ref: ServiceRef): Promise<ScalingState> {
    const [{ daemon, ...counts }, scaling] = await Promise.all([this.look.counts(ref), this.readScaling(ref)]);
    if (daemon) throw new DaemonError(ref);
    return { ref, ...counts, ...scaling };
  }

  /**
   * What setting `desired` would do. Changes nothing.
   * @throws UserError when `desired` is no number of tasks
   */
  async planDesired(ref: ServiceRef, desired: number): Promise<DesiredPlan> {
    if (!isCount(desired)) {
      throw new UserError({
        what: `${desired} is no number of tasks that I set.`,
        next: `Name a whole one from 0 to ${MOST_TASKS}.`,
      });
    }
    return desiredPlan(await this.describe(ref), desired);
  }

  /** Sets the number of wanted tasks that was planned. @throws UserError when AWS refuses */
  async setDesired(plan: DesiredPlan, actor: Actor): Promise<DesiredChange> {
    await this.operate.setDesired(plan.state.ref, plan.to, actor);
    return desiredSet(plan);
  }

  /** How many tasks are wanted now. @throws ServiceNotFoundError */
  async desiredNow(ref: ServiceRef): Promise<number> {
    return (await this.look.counts(ref)).desired;
  }

  /**
   * What setting the range that automatic scaling keeps to would do. Changes nothing.
   * @throws NotScalableError when the service is no scalable target
   * @throws UserError when the range is none: a minimum above its maximum, or below 0
   */
  async planRange(ref: ServiceRef, range: TaskRange): Promise<RangePlan> {
    if (!isCount(range.min) || !isCount(range.max) || range.min > range.max) {
      throw new UserError({
        what: `${range.min}-${range.max} is no range that I set.`,
        next: `Name the lower number first, and none above ${MOST_TASKS}: 2-10.`,
      });
    }
    return rangePlan(await this.describe(ref), range);
  }

  /** Sets the range that was planned. @throws UserError when AWS refuses */
  async setRange(plan: RangePlan, actor: Actor): Promise<RangeChange> {
    await this.operate.setRange(plan.state.ref, plan.to, actor);
    return rangeSet(plan);
  }

  /** The range that automatic scaling keeps to now; undefined when the service is no scalable target. */
  async rangeNow(ref: ServiceRef): Promise<TaskRange | undefined> {
    const target = await this.look.target(ref);
    return target && { min: target.min, max: target.max };
  }

  // A denied Application Auto Scaling must not keep anyone from setting a number of tasks; it is said with the answer.
  private async readScaling(ref: ServiceRef): Promise<ReadScaling> {
    try {
      const [target, policies, schedules] = await Promise.all([
        this.look.target(ref),
        this.look.policies(ref),
        this.look.schedules(ref).catch((error: unknown) => ({ unknown: messageOf(error) })),
      ]);
      if (target === undefined) return { ...NOTHING, ...policies, schedules };
      const { suspended, min, max } = target;
      return { range: { min, max }, suspended, ...policies, schedules };
    } catch (error) {
      return { ...NOTHING, unread: messageOf(error) };
    }
  }
}

/** What comes of a plan that was carried out. */
export function desiredSet({ state, from, to, outlook, ranges }: DesiredPlan): DesiredChange {
  const { ref, range, suspended } = state;
  return { ref, before: from, after: to, outlook, ranges, suspended, ...(range ? { range } : {}) };
}

/** What comes of a plan that was carried out. */
export function rangeSet({ state, from, to }: RangePlan): RangeChange {
  const { ref, desired, suspended } = state;
  const desiredAfter = Math.min(to.max, Math.max(to.min, desired));
  return { ref, before: from, after: to, desiredBefore: desired, desiredAfter, suspended };
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= MOST_TASKS;
}
