import type { ServiceRef } from '../services/service-ref.types';
import type { UnderWay } from './deployment.types';
import type { HookAction, Pause, Staged } from './stages.types';

/** What somebody would decide for a deployment that waits at a hook. */
export interface DecisionPlan {
  ref: ServiceRef;
  underWay: UnderWay;
  pause: Pause;
  action: HookAction;
  /** Where on its way it is. */
  staged: Staged;
  /** What people call what serves beside it, and what ECS goes back to; undefined where nothing of it runs any more. */
  back?: string;
}

/** What somebody decided. */
export interface DecisionMade extends DecisionPlan {
  /** The bot's own id for the deployment, where it is one that the bot follows. */
  deployment?: string;
}

/** What a decision is made from: the same while the deployment waits at that very hook. */
export function decisionBasis(
  { id, revision }: Pick<UnderWay, 'id' | 'revision'>,
  version: string,
  hook: string,
): { key: string; words: string } {
  return { key: `${revision} ${id} ${hook}`, words: `${version}, waiting for somebody at a hook` };
}
