import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/access.types';
import type { ServiceRef } from '../services/service-ref.types';
import type { Deployment, DeploymentPlan } from './deployment.types';
import type { DeploymentSnapshot } from './snapshot.types';

export {
  ContainerChoiceError,
  DeploymentLockedError,
  OtherRepositoryError,
  SameImageError,
} from './deployments.errors';
export { progressOf } from './progress';
export { verdictOf } from './verdict';

/** Plan, start and watch. */
@Injectable()
export class DeploymentsService {
  /**
   * What would change if `change.image` were deployed. Changes nothing.
   * @param change.image a tag, a digest, or a full reference of the same repository
   * @param change.container the container to change; needed where several could be meant
   * @throws ContainerChoiceError when it is not clear which container
   * @throws UnknownImageError when the registry has no such image, with the newest it has
   * @throws OtherRepositoryError when the image lies elsewhere
   * @throws DeploymentLockedError when this bot is deploying the service already
   */
  async plan(ref: ServiceRef, change: { image: string; container?: string }): Promise<DeploymentPlan> {
    throw new Error(`unbuilt ${ref.service} ${change.image}`);
  }

  /**
   * Registers the planned task definition and sets the service to it.
   * @throws StalePlanError when the service is no longer set to what it was planned from
   * @throws DeploymentLockedError when this bot is deploying the service already
   * @throws SameImageError when there is nothing to change
   */
  async start(plan: DeploymentPlan, actor: Actor): Promise<Deployment> {
    throw new Error(`unbuilt ${plan.container} ${actor.id}`);
  }

  /**
   * Follows a deployment to its end: a snapshot at once, one whenever something has changed, and a last one whose
   * verdict is terminal. Errors of AWS do not end it: the snapshot then says that it is stale, and why.
   * @param signal ends the watch early
   */
  async *watch(deployment: Deployment, signal?: AbortSignal): AsyncIterable<DeploymentSnapshot> {
    throw new Error(`unbuilt ${deployment.id} ${signal}`);
  }
}
