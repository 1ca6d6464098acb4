import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/access.types';
import type { ServiceRef } from '../services/service-ref.types';
import { DeploymentPlanner, plannedImage } from './deployment.planner';
import { DeploymentRecord } from './deployment.record';
import { DeploymentStarter } from './deployment.starter';
import type { Started } from './deployment.starter';
import type { Deployment, SetNow } from './deployment.types';
import { mainOf, RollbackPlanner } from './rollback.planner';
import type { RollbackPlan, RollbackTarget } from './rollback.types';

/** Goes back to what ran well before. */
@Injectable()
export class RollbackService {
  constructor(
    private readonly rollbacks: RollbackPlanner,
    private readonly planner: DeploymentPlanner,
    private readonly starter: DeploymentStarter,
    private readonly record: DeploymentRecord,
  ) {}

  /**
   * What going back would do: to the last deployment that SUCCEEDED and lasted, by the digests that ran then, never to the
   * revision before by its number. Changes nothing.
   * @param target the version that is meant; the newest that is still in its registry when it is left out
   * @throws NothingGoodError when there is none
   * @throws NoLongerOfferedError when the one that is meant is none any more: it is set already, for one
   * @throws NotDeployableError when the service's deployments are made by somebody else, or it is not active
   */
  plan(ref: ServiceRef, target?: RollbackTarget): Promise<RollbackPlan> {
    return this.rollbacks.plan(ref, target);
  }

  /** What the service is set to. @throws NotDeployableError as `plan` does */
  setNow(ref: ServiceRef): Promise<SetNow> {
    return this.planner.setNow(ref);
  }

  /**
   * Sets the service to the revision of a plan; where a tag of it is another image by now, to a copy with the digests that
   * ran.
   * @throws UserError when AWS refuses
   */
  async goBack(plan: RollbackPlan, actor: Actor): Promise<Deployment> {
    return this.record.add({ ...backTo(plan, actor), ...(await this.start(plan, actor)) });
  }

  /** @see DeploymentsService.recover */
  recover(plan: RollbackPlan, actor: Actor, at: number): Promise<Deployment | undefined | null> {
    const { pinned: images, target, set } = plan;
    const isAsItIs = images.length === 0 && target.revision !== set.revision;
    const intended = { ...backTo(plan, actor), images, at, ...(isAsItIs ? { set: target.revision } : {}) };
    return this.record.recover(intended, this.planner);
  }

  private async start({ ref, set, target, pinned }: RollbackPlan, actor: Actor): Promise<Started> {
    const { revision } = target;
    if (pinned.length > 0) return this.starter.deploy(ref, { revision, images: pinned }, actor);
    if (revision !== set.revision) return this.starter.set(ref, revision, actor);
    return { revision, handle: await this.starter.redeploy(set, actor) };
  }
}

function backTo(
  { ref, set, target }: RollbackPlan,
  actor: Actor,
): Omit<Deployment, 'id' | 'startedAt' | 'revision' | 'handle'> {
  const main = mainOf(target) ?? set.main;
  const brought = { container: main.name, several: target.containers.length > 1, to: plannedImage(main) };
  return { ref, actor, ...brought, from: plannedImage(set.main), previousRevision: set.revision, isRollback: true };
}
