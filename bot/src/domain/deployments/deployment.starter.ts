import { Injectable, Logger } from '@nestjs/common';
import { messageOf } from '../../kernel/message-of';
import type { Actor } from '../access/access.types';
import type { ServiceRef } from '../services/service-ref.types';
import { DeploymentPlanner } from './deployment.planner';
import type { DeploymentHandle, SetNow } from './deployment.types';
import { RevisionLeftError } from './deployments.errors';
import { EcsDeploymentsOperate } from './deployments.port';

/** A deployment that ECS began. */
export interface Started {
  revision: string;
  handle: DeploymentHandle;
}

/**
 * Has ECS begin a deployment. An answer that was lost does not undo what was done: a deployment that goes on is followed,
 * not reported as failed.
 */
@Injectable()
export class DeploymentStarter {
  private readonly logger = new Logger(DeploymentStarter.name);

  constructor(
    private readonly planner: DeploymentPlanner,
    private readonly operate: EcsDeploymentsOperate,
  ) {}

  /**
   * Of a new revision: another one, with the images of some containers changed.
   * @throws UserError when AWS refuses; the revision that was registered for it is deregistered again, or named
   */
  async deploy(
    ref: ServiceRef,
    change: { revision: string; images: readonly { container: string; image: string }[] },
    actor: Actor,
  ): Promise<Started> {
    const revision = await this.operate.register(ref, change, actor);
    try {
      return { revision, handle: await this.operate.update(ref, revision, actor) };
    } catch (error) {
      const handle = await this.bringing(ref, revision);
      if (handle === undefined) throw await this.takenBack(ref, revision, actor, error);
      if (handle === null) throw error;
      return { revision, handle };
    }
  }

  /**
   * Of a revision that there is.
   * @throws UserError when AWS refuses
   */
  async set(ref: ServiceRef, revision: string, actor: Actor): Promise<Started> {
    try {
      return { revision, handle: await this.operate.update(ref, revision, actor) };
    } catch (error) {
      const handle = await this.bringing(ref, revision);
      if (!handle) throw error;
      return { revision, handle };
    }
  }

  /**
   * Of what the service is set to.
   * @throws UserError when AWS refuses
   */
  async redeploy({ ref, revision, underWay: before }: SetNow, actor: Actor): Promise<DeploymentHandle> {
    try {
      return await this.operate.redeploy(ref, revision, actor);
    } catch (error) {
      const now = await this.planner.setNow(ref).catch(() => undefined);
      if (now?.underWay === undefined || now.revision !== revision || now.underWay.id === before?.id) throw error;
      return { id: now.underWay.id, revision };
    }
  }

  /** The deployment that brings a revision; undefined where there is none, null where that cannot be found out. */
  private async bringing(ref: ServiceRef, revision: string): Promise<DeploymentHandle | undefined | null> {
    return this.planner.bringing(ref, revision).catch((error: unknown) => {
      const why = messageOf(error);
      this.logger.warn(`Whether ${revision} is deployed could not be found out: ${why}`);
      return null;
    });
  }

  /**
   * What nobody deployed must not be the family's newest revision, which a scheduled task would take.
   * @returns why it was not deployed; where it could not be taken back, with that
   */
  private async takenBack(ref: ServiceRef, revision: string, actor: Actor, error: unknown): Promise<unknown> {
    try {
      await this.operate.deregister(ref, revision, actor);
      return error;
    } catch (left) {
      this.logger.warn({
        msg: `${revision} was registered and not deployed, and could not be deregistered.`,
        err: left,
      });
      return new RevisionLeftError(revision, error, left);
    }
  }
}
