import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import type { Actor } from '../access/access.types';
import type { EcsDeployment } from '../observations/ecs-service.types';
import { broughtBy } from '../observations/version.types';
import type { ServiceRef } from '../services/service-ref.types';
import type { CancelPlan, Cancelled } from './cancellation.types';
import { DeploymentPlanner } from './deployment.planner';
import type { Deployment } from './deployment.types';
import { NothingUnderWayError, NotShownYetError } from './deployments.errors';
import { DeploymentRepository, EcsDeploymentsOperate } from './deployments.port';
import { EcsRollouts } from './rollouts.port';
import { ROLLING_BACK } from './snapshot';

/** Ends deployments that are under way: ECS brings back what ran before. */
@Injectable()
export class CancellationService {
  private readonly logger = new Logger(CancellationService.name);

  constructor(
    private readonly planner: DeploymentPlanner,
    private readonly rollouts: EcsRollouts,
    private readonly operate: EcsDeploymentsOperate,
    private readonly repository: DeploymentRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * What would be ended, and what ECS would bring back. Changes nothing.
   * @throws NothingUnderWayError when there is nothing to end, or ECS is ending it already
   * @throws NotDeployableError when the service's deployments are made by somebody else, or it is not active
   */
  async plan(ref: ServiceRef): Promise<CancelPlan> {
    const [{ underWay }, { deployments }] = await Promise.all([this.planner.setNow(ref), this.planner.current(ref)]);
    const own = deployments.find(({ id }) => id === underWay?.id);
    const isEnding = ROLLING_BACK.test(own?.reason ?? '');
    if (underWay === undefined || isEnding)
      throw new NothingUnderWayError(ref, isEnding ? own && broughtBy(own) : undefined);
    const before = deployments.find(isBefore);
    return { ref, underWay, ...(before ? { back: broughtBy(before) } : {}) };
  }

  /**
   * Ends the deployment of a plan.
   * @throws NotShownYetError while ECS has no name yet to end it by
   * @throws DeploymentOverError when it has ended by itself meanwhile
   * @throws UserError when AWS refuses
   */
  async cancel(plan: CancelPlan, actor: Actor): Promise<Cancelled> {
    const { ref, underWay } = plan;
    const state = await this.rollouts.state(ref, underWay);
    if (state === undefined) throw new NotShownYetError(ref);
    const known = await this.known(plan);
    // Before ECS is asked: whoever sees it go back then knows why.
    if (known) await this.note({ ...known, cancelledBy: { actor, at: this.clock.now() } });
    try {
      await this.operate.stop(ref, state.arn, actor);
    } catch (error) {
      if (known) await this.note(known);
      throw error;
    }
    return { ...plan, ...(known ? { deployment: known.id } : {}) };
  }

  /**
   * Whether a plan was carried out that was being carried out when the bot ended.
   * @returns undefined where nobody can tell
   */
  async isCancelled(plan: CancelPlan): Promise<Cancelled | false | undefined> {
    const state = await this.rollouts.state(plan.ref, plan.underWay);
    if (state === undefined) return undefined;
    if (!ENDED.test(state.status)) return false;
    const known = await this.known(plan);
    return { ...plan, ...(known ? { deployment: known.id } : {}) };
  }

  private async known({ ref, underWay }: CancelPlan): Promise<Deployment | undefined> {
    const latest = await this.repository.latest(ref).catch(() => undefined);
    return latest?.handle.id === underWay.id ? latest : undefined;
  }

  private async note(deployment: Deployment): Promise<void> {
    await this.repository.save(deployment).catch((error: unknown) => {
      this.logger.warn({ msg: `Who cancelled ${deployment.id} could not be written down.`, err: error });
    });
  }
}

const ENDED = /^(STOP|ROLLBACK)/;

/** What served before it: its deployment was completed. */
export function isBefore({ primary, rollout, counts }: EcsDeployment): boolean {
  return !primary && rollout === 'completed' && counts.running + counts.pending > 0;
}
