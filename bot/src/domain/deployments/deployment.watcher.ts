import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { NotPermittedError, ServiceNotFoundError } from '../services/services.service';
import { DeploymentsOptions } from './deployment.types';
import type { Deployment } from './deployment.types';
import { DeploymentRepository, EcsDeploymentsLook } from './deployments.port';
import { isLive, snapshotOf } from './snapshot';
import type { DeploymentSnapshot, StoppedTask } from './snapshot.types';
import { verdictOf } from './verdict';

/** How many times longer than usual AWS is left in peace, at most, when it does not answer. */
const SLOWEST = 8;
/** How long a deployment that ECS calls done may keep old tasks before it is left at that. */
const PARTLY_MS = 120_000;
/** How long a deployment that AWS does not show yet is taken for one that is about to be shown. */
const APPEAR_MS = 15_000;

/** Follows deployments to their end. */
@Injectable()
export class DeploymentWatcher {
  constructor(
    private readonly look: EcsDeploymentsLook,
    private readonly repository: DeploymentRepository,
    private readonly clock: Clock,
    private readonly options: DeploymentsOptions,
  ) {}

  /** @see DeploymentsService.watch */
  async *watch(deployment: Deployment, signal?: AbortSignal): AsyncGenerator<DeploymentSnapshot, void> {
    const follow = new Follow(deployment, this.look, this.clock);
    const usual = this.options.pollSeconds * 1000;
    let wait = usual;
    while (signal?.aborted !== true) {
      const { snapshot, changed } = await follow.poll();
      const over = snapshot !== undefined && snapshot.stale === undefined && verdictOf(snapshot).terminal;
      // Before the last snapshot is handed out: its reader may stop reading there, and the lock must be gone by then.
      if (over || (snapshot && !isLive(snapshot.status))) await this.repository.end(deployment.id);
      if (snapshot !== undefined && (changed || over)) yield snapshot;
      if (over) return;
      wait = snapshot === undefined || snapshot.stale !== undefined ? Math.min(wait * 2, usual * SLOWEST) : usual;
      // All watches wake at the same moments, so that their calls to AWS can share requests.
      await this.clock.sleep(wait - (this.clock.now() % usual), signal);
    }
  }
}

/** One deployment being followed: what was last known of it. */
class Follow {
  private readonly stopped = new Map<string, StoppedTask>();
  private last: DeploymentSnapshot | undefined;
  /** Why stopped tasks cannot be read, where AWS does not let them be. */
  private stoppedUnread: string | undefined;
  /** Since when ECS calls it done. */
  private doneSince: number | undefined;

  constructor(
    private readonly deployment: Deployment,
    private readonly look: EcsDeploymentsLook,
    private readonly clock: Clock,
  ) {}

  async poll(): Promise<{ snapshot: DeploymentSnapshot | undefined; changed: boolean }> {
    const before = this.last;
    this.last = await this.next().catch((error: unknown) => this.failed(error));
    if (this.last && this.last.stale === undefined && this.last.status === 'SUCCESSFUL')
      this.doneSince ??= this.last.at;
    return { snapshot: this.last, changed: isDifferent(before, this.last) };
  }

  private async next(): Promise<DeploymentSnapshot> {
    const { ref, handle } = this.deployment;
    const at = this.clock.now();
    const [service, state] = await Promise.all([
      this.look.service(ref),
      this.look.state(ref, handle),
      this.catchStoppedTasks(),
    ]);
    const stopped = [...this.stopped.values()];
    const { stoppedUnread } = this;
    const snapshot = snapshotOf(this.deployment, { at, service, state, stopped, stoppedUnread });
    if (snapshot.status === 'SUCCESSFUL') this.doneSince ??= at;
    if (at - (this.doneSince ?? at) >= PARTLY_MS) return { ...snapshot, lasting: true };
    const tooNew = snapshot.status === 'REPLACED' && at - this.deployment.startedAt < APPEAR_MS;
    if (!tooNew) return snapshot;
    const { supersededBy: _unsure, ...rest } = snapshot;
    return { ...rest, status: 'PENDING' };
  }

  // What cannot be read of the stopped tasks must not hide how the deployment goes.
  private async catchStoppedTasks(): Promise<void> {
    const { ref, handle } = this.deployment;
    const known = new Set(this.stopped.keys());
    try {
      for (const task of await this.look.stoppedTasks(ref, handle, known)) this.stopped.set(task.id, task);
      this.stoppedUnread = undefined;
    } catch (error) {
      // Anything else passes, and the tasks are read by the next poll.
      if (error instanceof NotPermittedError) this.stoppedUnread = error.message;
    }
  }

  private failed(error: unknown): DeploymentSnapshot | undefined {
    if (this.last === undefined) return undefined;
    const why = error instanceof Error ? error.message : String(error);
    if (!(error instanceof ServiceNotFoundError)) return { ...this.last, stale: why };
    return { ...this.last, at: this.clock.now(), status: 'STOPPED', statusReason: why };
  }
}

function isDifferent(before: DeploymentSnapshot | undefined, after: DeploymentSnapshot | undefined): boolean {
  return JSON.stringify({ ...before, at: 0 }) !== JSON.stringify({ ...after, at: 0 });
}
