import type { Clock } from '../../kernel/clock';
import type { ServiceDeploymentState } from './deployments.port';
import type { EcsService, ServiceEvent } from '../observations/ecs-service.types';
import { NotPermittedError, ServiceNotFoundError } from '../services/services.errors';
import type { Deployment, DeploymentsOptions } from './deployment.types';
import { courseAfter, courseFrom, failingOf, unreadOf } from './failing';
import type { Course } from './failing';
import { Looks } from './looks';
import { restartOf } from './restart';
import type { HealthFailure, SetContainer } from '../causes/evidence.types';
import type { DeploymentSnapshot, Since } from './snapshot.types';
import type { RolloutEvidence, RunningTask } from './rollouts.port';
import { ailingOf, containersOf } from './own-tasks';
import { FailureEvidence } from './failure-evidence';
import { healthFailuresIn, hindrancesIn } from './service-events';
import type { Hindrance } from './service-events';
import { snapshotOf } from './snapshot';
import type { DeploymentLook } from './snapshot';
import { stagedAt, stageNote } from './stages';
import type { StageNote } from './stages.types';
import { StoppedTasks } from './stopped-tasks';
import { verdictOf } from './verdict';
import { messageOf } from '../../kernel/message-of';

/** How long a deployment that ECS calls done may keep old tasks before it is left at that. */
const PARTLY_MS = 120_000;
/** How long a deployment that AWS does not show yet is taken for one that is about to be shown. */
const APPEAR_MS = 15_000;
/** Clocks differ: what a service's events say just before a deployment began may be of it. */
const SKEW_MS = 2000;
/** Of so many tasks it is remembered what their health checks found. */
const FOUND_KEPT = 100;

/** One deployment being followed: what was last known of it, and how it went until then. */
export class Follow {
  private readonly looks: Looks;
  private readonly stopped: StoppedTasks;
  private readonly evidence: FailureEvidence;
  private readonly stallMs: number;
  private last: DeploymentSnapshot | undefined;
  private course: Course;
  /** What was found of each task, the newest last. */
  private readonly found = new Map<string, HealthFailure>();
  private running: { at: string; tasks: RunningTask[] } | undefined;
  /** Why the health of tasks may not be read, where AWS does not allow it. */
  private healthDenied: string | undefined;
  private containers: SetContainer[] = [];
  /** The stage that it is in, and since when. */
  stage: StageNote | undefined;
  private restartedAt: number | undefined;
  /** Since when ECS calls it done. */
  private doneSince: number | undefined;

  constructor(
    private deployment: Deployment,
    private readonly rollouts: RolloutEvidence,
    private readonly clock: Clock,
    { stallSeconds }: DeploymentsOptions,
    failing?: Since,
  ) {
    this.looks = new Looks(rollouts);
    this.stopped = new StoppedTasks(rollouts);
    this.stage = deployment.stage;
    this.evidence = new FailureEvidence(rollouts);
    this.stallMs = stallSeconds * 1000;
    this.course = courseFrom(clock.now(), failing);
  }

  /** It is under way and well, and nothing has happened for a while. */
  get isQuiet(): boolean {
    return this.looks.isQuiet;
  }

  /** Looks once. Undefined while AWS has not answered yet. */
  async poll(): Promise<{ snapshot: DeploymentSnapshot | undefined; changed: boolean }> {
    const before = this.last;
    this.last = await this.next().catch((error: unknown) => this.failed(error));
    return { snapshot: this.last, changed: isDifferent(before, this.last) };
  }

  /**
   * Looks once for good, with all that is known of why.
   * @param known what its service deployment says, where ECS does not tell which it is any more
   * @throws UserError when AWS cannot be asked
   */
  once(known?: ServiceDeploymentState): Promise<DeploymentSnapshot> {
    return this.next(known, true);
  }

  private async next(known?: ServiceDeploymentState, whole = false): Promise<DeploymentSnapshot> {
    const seen = await this.look();
    const look = { ...seen, state: seen.state ?? known };
    const { at, service } = look;
    const first = snapshotOf(this.deployment, look);
    const sign = signOf(first, service);
    await Promise.all([this.askHealth(look, first, sign), this.stopped.catchUp(first, this.last, sign, whole)]);
    const events = service.events.filter((event) => event.at >= this.deployment.startedAt - SKEW_MS);
    const hindrances = hindrancesIn({ ...service, events });
    const snapshot = this.settled({
      ...snapshotOf(this.deployment, look),
      ...this.stopped.known(),
      ...this.findings(events, look),
      containers: this.containers,
      ...obstaclesFrom(hindrances),
      ...this.staged(look),
      ...(this.restartedAt === undefined ? {} : { restartedAt: this.restartedAt }),
    });
    this.course = courseAfter(this.course, snapshot);
    const failing = failingOf(snapshot, this.course, hindrances, this.stallMs);
    const { failingSince: _over, ...course } = this.course;
    this.course = failing ? { ...course, failingSince: failing.since } : course;
    if (snapshot.status === 'SUCCESSFUL') this.doneSince ??= at;
    const lasting = at - (this.doneSince ?? at) >= PARTLY_MS;
    const told = { ...snapshot, ...(failing ? { failing } : {}), ...(lasting ? { lasting } : {}) };
    // What goes on is drawn again when more is known of it.
    return this.evidence.added(told, whole || verdictOf(told).terminal);
  }

  /** A task that the checks of a load balancer fail may stop before ECS says so, and its event may be gone by then. */
  private findings(events: ServiceEvent[], { at, running = [], service }: DeploymentLook) {
    const ailing = ailingOf(this.deployment, running, at, service.graceSeconds);
    for (const found of ailing) this.found.set(found.task, found);
    for (const [task] of this.found) if (this.found.size > FOUND_KEPT) this.found.delete(task);
    return {
      unhealthy: [...healthFailuresIn(events), ...this.found.values()],
      ...(ailing.length > 0 ? { ailing } : {}),
    };
  }

  private staged({ at, state, service }: DeploymentLook): Pick<DeploymentSnapshot, 'staged'> {
    if (state?.rollout) this.stage = stageNote(this.stage, state.rollout, at);
    if (!state?.rollout) return {};
    const { since } = this.stage ?? { since: this.deployment.startedAt };
    const isTested = service.balanced.some((one) => one.isTested);
    return { staged: { ...stagedAt(state.rollout, { since }, at), ...(isTested ? { isTested } : {}) } };
  }

  private async look(): Promise<DeploymentLook> {
    const { handle } = this.deployment;
    const { service, state } = await this.looks.next(this.deployment, this.last);
    this.remember(service);
    const at = this.clock.now();
    const again = restartOf(this.deployment, service);
    if (again === undefined) return { at, service, state };
    this.deployment = { ...this.deployment, handle: { ...handle, id: again.id } };
    this.restartedAt = again.createdAt;
    this.stage = undefined;
    this.stopped.forget();
    this.looks.forget();
    this.course = courseFrom(at);
    return { at, service, state: undefined };
  }

  /** A deployment that has ended is no longer listed, and what it was allowed is still asked for. */
  private remember(service: EcsService): void {
    this.containers = containersOf(this.deployment, service) ?? this.containers;
  }

  /** Only while it is under way, its tasks run, and something may have changed. What cannot be read hides nothing else. */
  private async askHealth(look: DeploymentLook, { fresh, ...rest }: DeploymentSnapshot, sign: string): Promise<void> {
    const { kind } = verdictOf({ fresh, ...rest });
    if (this.healthDenied !== undefined) look.healthUnread = this.healthDenied;
    else if (kind === 'in-progress' && fresh.running > 0) {
      const well = this.last?.fresh.healthy === rest.desired && this.running?.at === sign;
      try {
        if (!well) this.running = { at: sign, tasks: await this.rollouts.runningTasks(look.service) };
        look.running = this.running?.tasks;
      } catch (error) {
        look.healthUnread = messageOf(error);
        if (error instanceof NotPermittedError) this.healthDenied = look.healthUnread;
      }
    }
  }

  private settled(snapshot: DeploymentSnapshot): DeploymentSnapshot {
    const tooNew = snapshot.status === 'REPLACED' && snapshot.at - this.deployment.startedAt < APPEAR_MS;
    if (!tooNew) return snapshot;
    const { supersededBy: _unsure, supersededVersion: _too, ...rest } = snapshot;
    return { ...rest, status: 'PENDING' };
  }

  private failed(error: unknown): DeploymentSnapshot | undefined {
    const at = this.clock.now();
    const why = messageOf(error);
    if (error instanceof ServiceNotFoundError && this.last !== undefined)
      return { ...withoutFailing(this.last), at, status: 'STOPPED', statusReason: why, gone: 'gone' };
    this.course = { ...this.course, unreadSince: this.course.unreadSince ?? at };
    const unread = unreadOf(at, this.course, this.stallMs);
    if (this.last === undefined && unread === undefined) return undefined;
    return { ...(this.last ?? nothingYet(this.deployment, at)), stale: why, ...(unread ? { failing: unread } : {}) };
  }
}

function obstaclesFrom(hindrances: readonly Hindrance[]): Pick<DeploymentSnapshot, 'obstacles'> {
  return hindrances.length > 0 ? { obstacles: hindrances.map(({ obstacle }) => obstacle) } : {};
}

function withoutFailing({ failing: _over, stale: _too, ...rest }: DeploymentSnapshot): DeploymentSnapshot {
  return rest;
}

function nothingYet(deployment: Deployment, at: number): DeploymentSnapshot {
  const { revision } = deployment;
  const fresh = { revision, desired: 0, running: 0, pending: 0 };
  return { deployment, at, status: 'PENDING', desired: 0, fresh, old: [], stopped: [] };
}

/** Two looks of the same sign saw the same tasks: every start and stop leaves an event, or changes a count. */
function signOf({ status, fresh, old, failures, failedTasks }: DeploymentSnapshot, { events }: EcsService): string {
  return JSON.stringify([status, fresh, old, failures?.count, failedTasks, events[0]?.id]);
}

function isDifferent(before: DeploymentSnapshot | undefined, after: DeploymentSnapshot | undefined): boolean {
  return JSON.stringify({ ...before, at: 0 }) !== JSON.stringify({ ...after, at: 0 });
}
