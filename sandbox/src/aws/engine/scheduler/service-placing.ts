import type { Clock } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';
import type { Deployment } from './deployment';
import { type EcsService, isPending, isRunning } from './ecs-service';
import { words } from './event-words';
import type { SickTask } from './failure-watch';
import { nextMove, type Placed } from './placement';
import { PlacementTrouble } from './placement-trouble';
import { ProtectionNews } from './protection-news';
import { sicknessEvent, sicknessReason } from './sickness';
import type { EcsTask, StopReason } from './task';
import type { Unplaced } from './unplaced';

/** Starts a task of a deployment, or tells why it cannot be placed. */
export type StartTask = (service: EcsService, deployment: Deployment) => EcsTask | Unplaced;

/** Starts and stops a service's tasks, one step a pass, and says so in its events. */
export class ServicePlacing {
  private readonly trouble: PlacementTrouble;
  private readonly protection: ProtectionNews;
  /** Unhealthy tasks that were stopped and have no replacement yet, and whose they were. */
  private owed = { deployment: '', count: 0 };

  constructor(
    private readonly service: EcsService,
    clock: Clock,
    pace: Pace,
    private readonly startTask: StartTask,
  ) {
    this.protection = new ProtectionNews(service);
    this.trouble = new PlacementTrouble(service, clock, pace);
  }

  /** Registers the tasks whose process has started with the service's target groups. */
  activate(): void {
    const ready = [...this.service.tasks].filter(({ lastStatus, live }) => lastStatus === 'ACTIVATING' && live);
    for (const task of ready) task.activate();
    for (const [group, count] of groupsOf(ready))
      this.service.events.add(words.registered(this.service.name, count, group));
  }

  /** @param sick unhealthy tasks: replaced first where there is room, and stopped in any case. */
  step(sick: readonly SickTask[]): void {
    const { service } = this;
    const primary = service.primary;
    if (!primary) return;
    this.owe(primary, sick);
    const { shares } = service;
    if (shares) return this.stepEach(shares, sick);
    const { start, stop, spared, cornered } = this.plan(primary, sick);
    if (primary.rolloutState !== 'FAILED') primary.want(service.desiredCount);
    this.start(primary, start);
    this.stopSick(sick);
    this.stop(stop);
    this.protection.tell(spared);
    if (cornered && !primary.cornered) service.events.add(words.cornered(service.name));
    primary.cornered = cornered;
    for (const deployment of service.deployments.slice(1)) {
      deployment.want(service.tasksOf(deployment).filter(({ live }) => live).length);
    }
  }

  private owe(primary: Deployment, sick: readonly SickTask[]): void {
    const sickOfPrimary = sick.filter(({ task }) => task.order.startedBy === primary.id).length;
    const before = this.owed.deployment === primary.id ? this.owed.count : 0;
    this.owed = { deployment: primary.id, count: before + sickOfPrimary };
  }

  /** Each deployment by itself: where traffic is shifted, none makes room for another. */
  private stepEach(shares: NonNullable<EcsService['shares']>, sick: readonly SickTask[]): void {
    const { service } = this;
    const stop: EcsTask[] = [];
    const spared: EcsTask[] = [];
    for (const { deployment, wanted } of shares) {
      const own = service.tasksOf(deployment);
      const sickOwn = sick.filter(({ task }) => own.includes(task)).map(({ task }) => task);
      const move = nextMove({
        desired: wanted,
        minimum: wanted,
        maximum: Math.max(wanted, service.bounds.maximum),
        current: this.seen(own.filter((task) => task.live && !sickOwn.includes(task))),
        old: [],
        leaving: own.filter(occupies).length + sickOwn.length,
        mayStart: this.mayStart(deployment),
      });
      deployment.want(
        deployment.rolloutState === 'FAILED' ? Math.min(wanted, own.filter(({ live }) => live).length) : wanted,
      );
      this.start(deployment, move.start);
      stop.push(...tasksOf(move.stop));
      spared.push(...tasksOf(move.spared));
    }
    this.stopSick(sick);
    this.stop(stop);
    this.protection.tell(spared);
  }

  private plan(primary: Deployment, sick: readonly SickTask[]) {
    const { service } = this;
    const failing = new Set(sick.map(({ task }) => task));
    const live = [...service.tasks].filter((task) => task.live && !failing.has(task));
    const seen = this.seen(live);
    const { minimum, maximum } = service.bounds;
    const move = nextMove({
      desired: service.desiredCount,
      minimum,
      maximum,
      current: seen.filter(({ task }) => !isReplaced(task, primary)),
      old: seen.filter(({ task }) => isReplaced(task, primary)),
      leaving: [...service.tasks].filter(occupies).length + sick.length,
      mayStart: this.mayStart(primary),
      lacksRoom: this.trouble.lacksRoom,
    });
    const letGo = service.ongoing?.letsGo
      ? seen.filter(({ task, isProtected }) => isReplaced(task, primary) && !isProtected)
      : [];
    return { ...move, stop: tasksOf(new Set([...move.stop, ...letGo])), spared: tasksOf(move.spared) };
  }

  private seen(tasks: readonly EcsTask[]): (Placed & { task: EcsTask })[] {
    const isKept = this.service.status === 'ACTIVE';
    return tasks.map((task) => ({ task, ...viewed(task), isProtected: isKept && task.isProtected }));
  }

  private mayStart(primary: Deployment): boolean {
    if (this.service.status !== 'ACTIVE' || primary.rolloutState === 'FAILED') return false;
    return primary.throttle.open && this.trouble.open;
  }

  private start(primary: Deployment, count: number): void {
    const { service } = this;
    const ids: string[] = [];
    let unplaced: Unplaced | undefined;
    while (ids.length < count && !unplaced) {
      const task = this.startTask(service, primary);
      if ('says' in task) unplaced = task;
      else {
        service.tasks.add(task);
        ids.push(task.id);
      }
    }
    if (ids.length > 0) {
      service.steadySince = undefined;
      const replaced = primary.id === this.owed.deployment ? Math.min(this.owed.count, ids.length) : 0;
      this.owed.count -= replaced;
      service.events.add(words.started(service.name, ids, replaced));
    }
    if (unplaced) this.trouble.met(primary, unplaced);
    else if (ids.length > 0) this.trouble.over();
  }

  private stopSick(sick: readonly SickTask[]): void {
    const { service } = this;
    const reasons = new Map(sick.map(({ task, sickness }) => [task, sicknessReason(sickness)]));
    for (const { task, sickness } of sick) service.events.add(sicknessEvent(service.name, task.id, sickness));
    this.end([...reasons.keys()], (task) => ({
      code: 'ServiceSchedulerInitiated',
      reason: reasons.get(task) ?? '',
    }));
  }

  private stop(tasks: readonly EcsTask[]): void {
    this.end(tasks, ({ order }) => ({
      code: 'ServiceSchedulerInitiated',
      reason: `Scaling activity initiated by (deployment ${order.startedBy ?? ''})`,
    }));
  }

  private end(tasks: readonly EcsTask[], why: (task: EcsTask) => StopReason): void {
    if (tasks.length === 0) return;
    const { service } = this;
    const running = tasks.filter(isRunning);
    const pending = tasks.filter(isPending).length;
    const balanced = running.filter(({ targets }) => targets.isRegistered);
    for (const task of tasks) task.end(why(task));
    service.steadySince = undefined;
    if (pending > 0) service.events.add(words.stoppedPending(service.name, pending));
    if (running.length > 0)
      service.events.add(
        words.stoppedRunning(
          service.name,
          running.map(({ id }) => id),
        ),
      );
    for (const [group, count] of groupsOf(balanced)) service.events.add(words.deregistered(service.name, count, group));
    for (const id of new Set(balanced.map(({ order }) => order.startedBy ?? ''))) {
      const count = balanced.filter(({ order }) => order.startedBy === id).length;
      service.events.add(words.draining(service.name, id, count));
    }
  }
}

/** Of an earlier deployment, or on an instance that is being drained. */
export const isReplaced = ({ order }: EcsTask, primary: Deployment): boolean =>
  order.startedBy !== primary.id || order.instance?.status === 'DRAINING';

const viewed = (task: EcsTask): Placed => ({
  healthy: task.healthy,
  pending: isPending(task),
  zone: task.order.placement.availabilityZone,
  createdAt: task.createdAt,
});

/** Not wanted any more, and its process may still run: it takes room under the maximum. */
const occupies = ({ live, lastStatus }: EcsTask): boolean =>
  !live && (lastStatus === 'DEACTIVATING' || lastStatus === 'STOPPING');

const tasksOf = (some: Iterable<{ task: EcsTask }>): EcsTask[] => [...some].map(({ task }) => task);

const groupsOf = (tasks: readonly EcsTask[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const group of tasks.flatMap(({ targets }) => targets.groups)) counts.set(group, (counts.get(group) ?? 0) + 1);
  return counts;
};
