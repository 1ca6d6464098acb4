import type { Deployment } from './deployment';
import type { LifecycleStage } from './lifecycle-stage';
import type { PauseHooks } from './pause-hooks';
import type { ShiftPlan } from './shift-plan';

/** Where a deployment that shifts traffic is ("Deployment lifecycle stages"): which revision gets how much of it, and how many tasks. */
export class Lifecycle {
  stage: LifecycleStage;
  /** Percent of the production and of the test traffic that the new revision has. */
  production = 0;
  test = 0;
  /** The step of the plan that is under way. */
  step = 0;
  /** Whether all traffic is with the old revision again: in a roll-back. */
  back = false;

  constructor(
    private readonly target: Deployment,
    /** What serves when it begins; undefined for a service's first deployment. */
    readonly source: Deployment | undefined,
    readonly plan: ShiftPlan,
    readonly hooks: PauseHooks,
    /** Whether others than these two have tasks, which go first. */
    severalBefore: boolean,
    /** Epoch ms. */
    public since: number,
  ) {
    this.stage = severalBefore ? 'RECONCILE_SERVICE' : 'PRE_SCALE_UP';
    hooks.enter(this.stage, since);
  }

  enter(stage: LifecycleStage, now: number): void {
    this.stage = stage;
    this.since = now;
  }

  /** Whether only what is not wanted any more has yet to go. @param rollsBack whether it is rolled back */
  isOver(rollsBack: boolean): boolean {
    return this.stage === 'CLEAN_UP' && this.back === rollsBack;
  }

  get isLastStep(): boolean {
    return this.step >= this.plan.steps.length - 1;
  }

  /**
   * How many tasks a deployment is to have.
   * @param desired the service's desired count
   * @param rollsBackTo what it goes back to, in a roll-back
   */
  wanted(deployment: Deployment, desired: number, rollsBackTo: Deployment | undefined): number {
    if (rollsBackTo) {
      if (deployment === rollsBackTo) return desired;
      const isOfIt = deployment === this.target || deployment === this.source;
      return isOfIt && !this.isOver(true) ? desired : 0;
    }
    if (deployment === this.target) return BEFORE_SCALE_UP.has(this.stage) ? 0 : desired;
    return deployment === this.source && this.stage !== 'CLEAN_UP' ? desired : 0;
  }

  /** A revision's share of the traffic, in percent. @param arn the revision's */
  shareOf(arn: string): { production: number; test: number } {
    if (arn === this.target.revision.arn) return { production: this.production, test: this.test };
    if (arn === this.source?.revision.arn) return { production: 100 - this.production, test: 0 };
    return { production: 0, test: 0 };
  }
}

const BEFORE_SCALE_UP: ReadonlySet<LifecycleStage> = new Set<LifecycleStage>(['RECONCILE_SERVICE', 'PRE_SCALE_UP']);
