import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/access.types';
import type { ServiceRef } from '../services/service-ref.types';
import { StalePlanError } from '../services/services.service';
import { DeploymentLock } from './deployment.lock';
import { DeploymentPlanner } from './deployment.planner';
import { DeploymentRecord } from './deployment.record';
import type { Deployment, DeploymentHandle, DeploymentPlan } from './deployment.types';
import { DeploymentWatcher } from './deployment.watcher';
import { SameImageError } from './deployments.errors';
import { EcsDeploymentsOperate } from './deployments.port';
import type { DeploymentSnapshot } from './snapshot.types';

export {
  ContainerChoiceError,
  DeploymentLockedError,
  NoSuchTagError,
  OtherRepositoryError,
  SameImageError,
} from './deployments.errors';
export { causesOf } from './causes';
export type { Cause, Ending } from './causes';
export { progressOf } from './progress';
export { riseOf } from './rise';
export { verdictOf } from './verdict';

/** Plan, start and watch. */
@Injectable()
export class DeploymentsService {
  constructor(
    private readonly planner: DeploymentPlanner,
    private readonly lock: DeploymentLock,
    private readonly operate: EcsDeploymentsOperate,
    private readonly watcher: DeploymentWatcher,
    private readonly record: DeploymentRecord,
  ) {}

  /**
   * What would change if `change.image` were deployed. Changes nothing.
   * @param change.image a tag, a digest, or a full reference of the same repository
   * @param change.container the container to change; needed where several could be meant
   * @throws ContainerChoiceError when it is not clear which container
   * @throws UnknownImageError when the registry has no such image, with the newest it has
   * @throws NoSuchTagError, OtherRepositoryError when the words are no image of the service's repository
   * @throws DeploymentLockedError when this bot is deploying the service already
   */
  plan(ref: ServiceRef, change: { image: string; container?: string }): Promise<DeploymentPlan> {
    return this.planner.plan(ref, change);
  }

  /**
   * Registers the planned task definition and sets the service to it. A button that was offered earlier plans anew and
   * puts the `plannedFrom` that it carries into that plan.
   * @throws StalePlanError when the service is no longer set to what it was planned from
   * @throws DeploymentLockedError when this bot is deploying the service already
   * @throws SameImageError when there is nothing to change
   */
  start(plan: DeploymentPlan, actor: Actor): Promise<Deployment> {
    const { ref, container, from, to, plannedFrom } = plan;
    return this.lock.whileStarting({ ref, to, actor }, async () => {
      const now = await this.planner.current(ref);
      if (now !== plannedFrom) throw new StalePlanError(ref, plannedFrom, now);
      if (plan.same) throw new SameImageError(ref, to.tag ?? to.image);
      const change = { revision: plannedFrom, container, image: to.image };
      const revision = await this.operate.register(ref, change, actor);
      const handle = await this.update(ref, revision, actor);
      return this.record.add({ ref, actor, container, from, to, revision, previousRevision: plannedFrom, handle });
    });
  }

  // An answer that was lost does not undo what was done: a deployment that goes on is followed, not reported as failed.
  private async update(ref: ServiceRef, revision: string, actor: Actor): Promise<DeploymentHandle> {
    try {
      return await this.operate.update(ref, revision, actor);
    } catch (error) {
      const handle = await this.planner.bringing(ref, revision).catch(() => undefined);
      if (handle === undefined) throw error;
      return handle;
    }
  }

  /**
   * Follows a deployment to its end: a snapshot at once, one whenever something has changed, and a last one. That is
   * terminal, or `partly` when old tasks still serve two minutes after ECS called it done. Errors of AWS do not end it:
   * the snapshot then says that it is stale, and why.
   * @param signal ends the watch early
   */
  watch(deployment: Deployment, signal?: AbortSignal): AsyncIterable<DeploymentSnapshot> {
    return this.watcher.watch(deployment, signal);
  }

  /** The last deployment of the service that this bot started, ended or not, as far as it remembers. */
  latest(ref: ServiceRef): Promise<Deployment | undefined> {
    return this.record.latest(ref);
  }
}
