import type { Deployment } from './deployment';
import { type EcsService, isRunning } from './ecs-service';
import { words } from './event-words';
import { FAILED_TO_START } from './instance-words';
import type { Rollouts } from './rollouts';
import type { EcsTask } from './task';
import type { Sickness } from './sickness';

/** A running task that fails its health checks. */
export interface SickTask {
  task: EcsTask;
  sickness: Sickness;
}

/** Notices what became of a service's tasks, counts failures for the circuit breaker and trips it. */
export class FailureWatch {
  private readonly accounted = new WeakSet<EcsTask>();
  private readonly seenHealthy = new WeakSet<EcsTask>();
  private readonly seenRunning = new WeakSet<EcsTask>();

  constructor(
    private readonly service: EcsService,
    private readonly rollouts: Rollouts,
  ) {}

  /** @returns the tasks to be stopped for their health: running, past their grace, unhealthy. */
  look(): SickTask[] {
    const { service } = this;
    this.welcome();
    this.mourn();
    const sick = [...service.tasks].flatMap((task) => {
      const sickness = task.sickness(service.settings.healthCheckGracePeriodSeconds ?? 0);
      return sickness ? [{ task, sickness }] : [];
    });
    for (const { task } of sick) this.count(task);
    this.trip();
    this.heedAlarms();
    return sick;
  }

  /** Tasks that run, or have become healthy, since the last look. */
  private welcome(): void {
    for (const task of this.service.tasks) {
      const deployment = this.deploymentOf(task);
      if (task.lastStatus === 'RUNNING' && !this.seenRunning.has(task)) {
        this.seenRunning.add(task);
        deployment?.throttle.reachedRunning();
      }
      if (!task.healthy || this.seenHealthy.has(task)) continue;
      this.seenHealthy.add(task);
      if (deployment && this.service.breaker.resets) deployment.failedTasks = 0;
    }
  }

  /** Tasks that ended unasked since the last look. */
  private mourn(): void {
    const { service } = this;
    const failed = [...service.tasks].filter((task) => task.failure && !this.accounted.has(task));
    for (const task of failed) this.count(task);
    const unplaced = failed.filter((task) => task.failure === 'start').map((task) => task.stop?.reason ?? '');
    for (const reason of new Set(unplaced)) {
      // No event of ECS is known that tells of a container that was placed and could not be started.
      const isPlaced = reason.startsWith('CannotStartContainerError') || reason === FAILED_TO_START;
      if (!isPlaced) service.events.add(words.unplaced(service.name, reason));
    }
    const exited = failed.filter((task) => task.failure === 'exit' && this.seenRunning.has(task));
    const groups = exited.flatMap((task) => task.targets.groups);
    for (const group of new Set(groups)) {
      service.events.add(words.deregistered(service.name, groups.filter((other) => other === group).length, group));
    }
  }

  private count(task: EcsTask): void {
    if (this.accounted.has(task)) return;
    this.accounted.add(task);
    this.service.steadySince = undefined;
    const deployment = this.deploymentOf(task);
    if (!deployment) return;
    if (deployment === this.service.primary) deployment.failed();
    const throttled = !this.seenRunning.has(task) && deployment.throttle.failedToStart();
    if (throttled) this.service.events.add(words.inconsistent(this.service.name));
  }

  private trip(): void {
    const { service } = this;
    const { primary, breaker, ongoing } = service;
    if (!primary || primary.rolloutState !== 'IN_PROGRESS') return;
    if (ongoing && breaker.enabled && !ongoing.rollback) {
      ongoing.breaker = {
        triggered: false,
        ...ongoing.breaker,
        failureCount: primary.failedTasks,
        threshold: breaker.threshold,
      };
    }
    if (breaker.enabled && primary.failedTasks >= breaker.threshold) this.rollouts.fail(service, primary);
  }

  /** ECS watches the alarms from the first task of the new revision that runs, and not while it rolls back. */
  private heedAlarms(): void {
    const { primary, ongoing } = this.service;
    if (!primary || !ongoing || primary.rolloutState !== 'IN_PROGRESS' || ongoing.rollback) return;
    ongoing.watched ||= this.service.tasksOf(primary).some(isRunning);
    if (ongoing.watched && ongoing.alarms.look()) this.rollouts.alarm(this.service, primary);
  }

  private deploymentOf(task: EcsTask): Deployment | undefined {
    return this.service.deployments.find(({ id }) => id === task.order.startedBy);
  }
}
