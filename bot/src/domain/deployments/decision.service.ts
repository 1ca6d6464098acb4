import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import type { Actor } from '../access/access.types';
import { broughtBy } from '../observations/version.types';
import type { ServiceRef } from '../services/service-ref.types';
import { isBefore } from './cancellation.service';
import type { DecisionMade, DecisionPlan } from './decision.types';
import { DeploymentPlanner } from './deployment.planner';
import type { Decided, Deployment } from './deployment.types';
import { HookOverError } from './deployments.errors';
import { DeploymentRepository, EcsDeploymentsOperate } from './deployments.port';
import { EcsRollouts } from './rollouts.port';
import { stagedAt } from './stages';
import type { HookAction } from './stages.types';

/** So far back is looked for a deployment. */
const REMEMBERED = 20;

/** AWS may show a hook as waiting for a moment after it was told; after that, it was not. Milliseconds. */
const TOLD_MS = 30_000;

/** Which hook of which deployment is meant, and what is decided. */
export interface DecisionAsked {
  /** `ecs-svc/…` */
  deployment: string;
  hook: string;
  action: HookAction;
}

/** Decides for deployments that wait at a PAUSE hook: ECS goes on, or goes back. */
@Injectable()
export class DecisionService {
  private readonly logger = new Logger(DecisionService.name);

  constructor(
    private readonly planner: DeploymentPlanner,
    private readonly rollouts: EcsRollouts,
    private readonly operate: EcsDeploymentsOperate,
    private readonly repository: DeploymentRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * What would be decided. Changes nothing.
   * @throws HookOverError when it does not wait there any more, or somebody has decided
   * @throws NotDeployableError when the service's deployments are made by somebody else, or it is not active
   */
  async plan(ref: ServiceRef, { deployment, hook, action }: DecisionAsked): Promise<DecisionPlan> {
    const [{ underWay }, { deployments }] = await Promise.all([this.planner.setNow(ref), this.planner.current(ref)]);
    if (underWay === undefined || underWay.id !== deployment) throw new HookOverError(ref);
    const at = this.clock.now();
    const [state, known] = await Promise.all([this.rollouts.state(ref, underWay), this.known(ref, deployment)]);
    const staged = state?.rollout && stagedAt(state.rollout, { since: at }, at);
    const before = known?.decided?.find((one) => one.hook === hook && at - one.at < TOLD_MS);
    if (before || staged?.pause?.id !== hook) throw new HookOverError(ref, { decided: before });
    const back = deployments.find(isBefore);
    const { pause } = staged;
    return { ref, underWay, pause, action, staged, ...(back ? { back: broughtBy(back) } : {}) };
  }

  /**
   * Tells ECS what was decided.
   * @throws HookOverError when it does not wait there any more
   * @throws UserError when AWS refuses
   */
  async decide(plan: DecisionPlan, actor: Actor): Promise<DecisionMade> {
    const { ref, underWay, pause, action } = plan;
    const state = await this.rollouts.state(ref, underWay);
    if (state === undefined) throw new HookOverError(ref);
    const known = await this.known(ref, underWay.id);
    // Before ECS is told: whoever sees it go on, or back, then knows why.
    if (known) await this.note(withDecision(known, { hook: pause.id, action, actor, at: this.clock.now() }));
    try {
      await this.operate.decide(ref, { arn: state.arn, hook: pause.id, action }, actor);
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
  async isDecided(plan: DecisionPlan): Promise<DecisionMade | false | undefined> {
    const { ref, underWay, pause, action } = plan;
    const state = await this.rollouts.state(ref, underWay);
    const hook = state?.rollout?.hooks.find(({ id }) => id === pause.id);
    if (state === undefined || hook?.status === 'timed-out' || hook?.status === 'failed') return undefined;
    if (hook?.status === 'waiting') return false;
    const wentBack = GOING_BACK.test(state.status);
    if (wentBack !== (action === 'ROLLBACK')) return undefined;
    const known = await this.known(ref, underWay.id);
    return { ...plan, ...(known ? { deployment: known.id } : {}) };
  }

  private async known(ref: ServiceRef, handle: string): Promise<Deployment | undefined> {
    const history = await this.repository.history(ref, REMEMBERED).catch(() => []);
    return history.find((one) => one.handle.id === handle);
  }

  private async note(deployment: Deployment): Promise<void> {
    await this.repository.save(deployment).catch((error: unknown) => {
      this.logger.warn({ msg: `Who decided for ${deployment.id} could not be written down.`, err: error });
    });
  }
}

const GOING_BACK = /^(STOP|ROLLBACK)/;

/** Who has it go back wants what ran before: it did not fail. */
function withDecision(deployment: Deployment, decided: Decided): Deployment {
  const { action, actor, at } = decided;
  return {
    ...deployment,
    decided: [...(deployment.decided ?? []), decided],
    ...(action === 'ROLLBACK' ? { cancelledBy: { actor, at } } : {}),
  };
}
