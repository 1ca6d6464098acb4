import type { EcsService } from '../../observations/ecs-service.types';
import type { DeploymentStatus } from '../snapshot.types';
import { stagedAt } from '../stages';
import type { Hook, LifecycleStage, RolloutState, Staged } from '../stages.types';
import { BEGAN, fresh, old, service, tasks } from './rollouts.fake';
import type { Said } from './rollouts.fake';

/** For specs: a hook that waits for somebody until an hour after the beginning, and then goes back. */
export const HOOK: Hook = {
  id: 'ecs-pause-1',
  kind: 'pause',
  status: 'waiting',
  expiresAt: BEGAN + 3_600_000,
  otherwise: 'ROLLBACK',
};

/** For specs: a blue/green deployment with a test listener, which bakes five minutes, before the traffic has gone over. */
export function rollout(stage: LifecycleStage, change: Partial<RolloutState> = {}): RolloutState {
  return {
    strategy: 'BLUE_GREEN',
    stage,
    bakeMinutes: 5,
    production: { fresh: 0, old: 100 },
    hooks: [],
    ...change,
  };
}

/** For specs: where it is on its way, some time after that stage began with the deployment. */
export function stagedFor(stage: LifecycleStage, change: Partial<RolloutState> = {}, ms = 60_000): Staged {
  return stagedAt(rollout(stage, change), { since: BEGAN }, BEGAN + ms);
}

/** For specs: what AWS says of such a deployment: two healthy new tasks beside two old ones. */
export function shifting(
  stage: LifecycleStage,
  change: Partial<RolloutState> = {},
  running = { fresh: 2, old: 2 },
  status: DeploymentStatus = 'IN_PROGRESS',
): Said {
  return {
    service: service([fresh({ running: running.fresh }), old(running.old)], { balanced: BALANCED }),
    state: { status, rollout: rollout(stage, change) },
    running: tasks(...Array.from({ length: running.fresh }, () => 'healthy' as const)),
  };
}

const BALANCED: EcsService['balanced'] = [
  { container: 'api', targetGroupArn: 'blue', alternateTargetGroupArn: 'green', isTested: true },
];

/** For specs: the traffic has gone over. */
export const OVER = { production: { fresh: 100, old: 0 } };
