import { type Clock, every, type Timer } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';
import type { Deployment } from './deployment';
import { type EcsService, isRunning } from './ecs-service';
import { words } from './event-words';
import { FailureWatch } from './failure-watch';
import type { Rollouts } from './rollouts';
import { isReplaced, ServicePlacing, type StartTask } from './service-placing';
import type { Stages } from './stages';

/**
 * Keeps one service as it was asked to be: a pass over its tasks on every change, and every few seconds because a target's
 * health changes without a word.
 */
export class ServiceScheduler {
  private readonly watch: FailureWatch;
  private readonly placing: ServicePlacing;
  private readonly tick: Timer;
  private soon?: Timer;
  private closed = false;

  constructor(
    private readonly service: EcsService,
    private readonly clock: Clock,
    private readonly pace: Pace,
    private readonly rollouts: Rollouts,
    private readonly stages: Stages,
    startTask: StartTask,
  ) {
    this.watch = new FailureWatch(service, rollouts);
    this.placing = new ServicePlacing(service, clock, pace, startTask);
    this.tick = every(clock, Math.max(SHORTEST_TICK_MS, pace.ms(TICK_SECONDS)), () => this.pass());
    this.wake();
  }

  /** Something changed: looks at once, but after the change is done with. Any number of changes are one look. */
  wake(): void {
    if (this.closed || this.soon) return;
    this.soon = this.clock.after(0, () => {
      this.soon = undefined;
      this.pass();
    });
  }

  close(): void {
    this.closed = true;
    this.tick.cancel();
    this.soon?.cancel();
  }

  private pass(): void {
    const { service } = this;
    if (service.status === 'INACTIVE') return this.close();
    if (service.hosts && service.status === 'ACTIVE') service.desiredCount = service.hosts();
    for (const task of service.tasks) task.poll();
    this.placing.activate();
    this.rollouts.performRequested(service);
    const sick = this.watch.look();
    this.stages.advance(service);
    this.placing.step(sick);
    this.forgetStopped();
    this.succeedEarly();
    this.settle();
  }

  private forgetStopped(): void {
    const { service } = this;
    for (const task of service.tasks) if (task.lastStatus === 'STOPPED') service.tasks.delete(task);
    const record = service.ongoing;
    // What is replaced stays ACTIVE, and there to go back to, until the bake time is over.
    const baking = record !== undefined && !record.lifecycle && record.bakeSeconds > 0;
    for (const deployment of service.deployments.slice(1)) {
      if (deployment.external) continue;
      if (!baking && service.tasksOf(deployment).every(({ live }) => !live)) deployment.status = 'DRAINING';
    }
    // What is over may still have tasks that go or come.
    const told = record ?? (service.deployments.length > 1 ? service.records[0] : undefined);
    told?.recount(service.deployments.map((deployment) => service.counts(deployment)));
    if (record?.status === 'PENDING') record.turn('IN_PROGRESS', this.clock.now());
    if (!baking) service.forgetEmptied();
    if (service.status === 'DRAINING' && service.tasks.size === 0) service.status = 'INACTIVE';
  }

  /** Completes a deployment before every task is replaced, where that is what was asked for. */
  private succeedEarly(): void {
    const { service } = this;
    const { primary, ongoing } = service;
    const early = ongoing?.earlySuccess(service.desiredCount);
    if (!early || !ongoing || primary?.rolloutState !== 'IN_PROGRESS' || ongoing.status !== 'IN_PROGRESS') return;
    if (this.clock.now() - primary.createdAt < this.pace.ms(SHORTEST_DEPLOYMENT_SECONDS)) return;
    if (service.healthyOf(primary) < early.healthyTasks || !this.baked()) return;
    ongoing.letsGo = early.isBlocking;
    if (!early.isBlocking || !this.hasReplacedTasks(primary)) this.rollouts.complete(service, primary);
  }

  /** Completes the deployment and reports the steady state, once everything is as it was asked to be. */
  private settle(): void {
    const { service } = this;
    const primary = service.primary;
    if (service.settings.controller === 'EXTERNAL') return this.settleEach();
    if (service.status !== 'ACTIVE' || !primary || !this.asAsked()) return;
    if (primary.rolloutState === 'IN_PROGRESS' && this.baked()) this.rollouts.complete(service, primary);
    if (primary.rolloutState !== 'COMPLETED') return;
    const now = this.clock.now();
    if (service.steadySince !== undefined && now - service.steadySince < this.pace.ms(STEADY_AGAIN_SECONDS)) return;
    service.steadySince = now;
    service.events.add(words.steady(service.name));
  }

  /** Task sets come to rest one by one. */
  private settleEach(): void {
    const { service } = this;
    for (const deployment of service.deployments) {
      const tasks = service.tasksOf(deployment).filter(({ live }) => live);
      const isThere = tasks.length === service.wantedOf(deployment) && tasks.every(({ healthy }) => healthy);
      if (!isThere) deployment.rolloutState = 'IN_PROGRESS';
      if (!isThere || deployment.rolloutState === 'COMPLETED') continue;
      deployment.turn('COMPLETED', `ECS deployment ${deployment.id} completed.`);
      service.events.add(words.taskSetSteady(service.name, deployment.id));
    }
  }

  private baked(): boolean {
    const record = this.service.ongoing;
    const now = this.clock.now();
    if (!record || record.lifecycle) return true;
    record.bakingSince ??= now;
    return now - record.bakingSince >= this.pace.ms(record.bakeSeconds);
  }

  /** Whether a task is left that the primary replaces. */
  private hasReplacedTasks(primary: Deployment): boolean {
    return [...this.service.tasks].some((task) => isReplaced(task, primary));
  }

  private asAsked(): boolean {
    const { service } = this;
    const primary = service.primary;
    const { lifecycle, rollback } = service.ongoing ?? {};
    if (lifecycle && !lifecycle.isOver(rollback !== undefined)) return false;
    if (!primary || this.hasReplacedTasks(primary)) return false;
    if (this.clock.now() - primary.createdAt < this.pace.ms(SHORTEST_DEPLOYMENT_SECONDS)) return false;
    const tasks = [...service.tasks].filter(({ live, lastStatus }) => live || lastStatus !== 'DEPROVISIONING');
    return tasks.length === service.desiredCount && tasks.every((task) => isRunning(task) && task.healthy);
  }
}

const TICK_SECONDS = 2;
/** Never more than ten looks a second, however short the minute. */
const SHORTEST_TICK_MS = 100;
/** A deployment of nothing completes about 15 s after it was created. */
const SHORTEST_DEPLOYMENT_SECONDS = 15;
/** The steady state is reported again about every six hours. */
const STEADY_AGAIN_SECONDS = 6 * 3600;
