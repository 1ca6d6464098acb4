import type { Clock } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';
import type { Deployment } from './deployment';
import type { EcsService } from './ecs-service';
import type { Lifecycle } from './lifecycle';
import type { LifecycleStage } from './lifecycle-stage';
import type { Rollouts } from './rollouts';
import type { ServiceDeploymentRecord } from './service-deployment';
import type { TrafficShift } from './traffic-shift';

/** Moves deployments that shift traffic from stage to stage, and their traffic with them ("Deployment lifecycle stages"). */
export class Stages {
  constructor(
    private readonly clock: Clock,
    private readonly pace: Pace,
    private readonly traffic: TrafficShift,
    private readonly rollouts: Rollouts,
  ) {}

  /** Goes on by one stage where the deployment under way is through with its own. */
  advance(service: EcsService): void {
    const { ongoing, primary } = service;
    const lifecycle = ongoing?.lifecycle;
    if (!ongoing || !lifecycle || !primary) return;
    if (ongoing.rollback) return this.goBack(service, ongoing.deployment, primary, lifecycle);
    if (ongoing.status !== 'IN_PROGRESS' || this.obstructed(service, primary, lifecycle)) return;
    const isShort = this.clock.now() - lifecycle.since < this.pace.ms(SHORTEST_STAGE_SECONDS);
    if (isShort || !this.isDone(service, ongoing, lifecycle)) return;
    if (lifecycle.stage === 'PRODUCTION_TRAFFIC_SHIFT' && !lifecycle.isLastStep) {
      lifecycle.step += 1;
      return this.enter('PRE_PRODUCTION_TRAFFIC_SHIFT', primary, lifecycle);
    }
    const next = ORDER[ORDER.indexOf(lifecycle.stage) + 1];
    // With nothing before it, there is nothing to keep for a while.
    if (next === 'BAKE_TIME' && !lifecycle.source) this.enter('CLEAN_UP', primary, lifecycle);
    else if (next) this.enter(next, primary, lifecycle);
  }

  /** Whether a hook or the load balancer keeps it from going on, which may end it. */
  private obstructed(service: EcsService, target: Deployment, lifecycle: Lifecycle): boolean {
    const { hooks, stage } = lifecycle;
    const expired = hooks.expire(this.clock.now());
    if (expired) this.rollouts.giveUp(service, target, `${expired.stage} pause hook timed out.`);
    if (expired || hooks.awaited.length > 0) return true;
    if (stage === 'RECONCILE_SERVICE') this.traffic.production(target.revision, 0);
    const problem = stage === 'PRE_SCALE_UP' ? this.traffic.problem(target.revision) : undefined;
    if (problem) this.rollouts.giveUp(service, target, `of invalid networking configuration. ${problem}`);
    return problem !== undefined;
  }

  private isDone(service: EcsService, record: ServiceDeploymentRecord, lifecycle: Lifecycle): boolean {
    const { deployment: target } = record;
    const lasted = this.clock.now() - lifecycle.since;
    switch (lifecycle.stage) {
      case 'RECONCILE_SERVICE':
        return service.deployments.every(
          (each) => each === target || each === lifecycle.source || service.tasksOf(each).length === 0,
        );
      case 'SCALE_UP':
        return service.healthyOf(target) >= service.desiredCount;
      case 'PRODUCTION_TRAFFIC_SHIFT':
        return lifecycle.isLastStep || lasted >= this.pace.ms(lifecycle.plan.stepBakeMinutes * 60);
      case 'BAKE_TIME':
        return lasted >= this.pace.ms(record.bakeSeconds);
      default:
        return true;
    }
  }

  private enter(stage: LifecycleStage, target: Deployment, lifecycle: Lifecycle): void {
    const now = this.clock.now();
    if (stage === 'TEST_TRAFFIC_SHIFT') {
      lifecycle.test = 100;
      this.traffic.test(target.revision, 100);
    }
    if (stage === 'PRODUCTION_TRAFFIC_SHIFT') {
      lifecycle.production = lifecycle.plan.steps[lifecycle.step] ?? 100;
      this.traffic.production(target.revision, lifecycle.production);
    }
    lifecycle.enter(stage, now);
    lifecycle.hooks.enter(stage, now);
  }

  /**
   * Gives all traffic back to the old revision: at once while its tasks are there, else when they are again. No hook
   * pauses a roll-back.
   */
  private goBack(service: EcsService, target: Deployment, candidate: Deployment, lifecycle: Lifecycle): void {
    const now = this.clock.now();
    if (lifecycle.back) {
      const isShort = now - lifecycle.since < this.pace.ms(SHORTEST_STAGE_SECONDS);
      if (lifecycle.stage !== 'CLEAN_UP' && !isShort) lifecycle.enter('CLEAN_UP', now);
      return;
    }
    const isThere = candidate === lifecycle.source && lifecycle.stage !== 'CLEAN_UP';
    if (!isThere && service.healthyOf(candidate) < service.desiredCount) return;
    this.traffic.production(candidate.revision, 100, target.revision);
    this.traffic.test(candidate.revision, 100, target.revision);
    Object.assign(lifecycle, { production: 0, test: 0, back: true });
    lifecycle.enter('PRODUCTION_TRAFFIC_SHIFT', now);
  }
}

const ORDER: readonly LifecycleStage[] = [
  'RECONCILE_SERVICE',
  'PRE_SCALE_UP',
  'SCALE_UP',
  'POST_SCALE_UP',
  'TEST_TRAFFIC_SHIFT',
  'POST_TEST_TRAFFIC_SHIFT',
  'PRE_PRODUCTION_TRAFFIC_SHIFT',
  'PRODUCTION_TRAFFIC_SHIFT',
  'POST_PRODUCTION_TRAFFIC_SHIFT',
  'BAKE_TIME',
  'CLEAN_UP',
];

/** Every stage lasts long enough to be seen. */
const SHORTEST_STAGE_SECONDS = 5;
