import { randomBytes } from 'node:crypto';
import type {
  DeploymentLifecycleHook,
  DeploymentLifecycleHookAction,
  DeploymentLifecycleHookStatus,
} from '@aws-sdk/client-ecs';
import type { Pace } from '../../../kernel/pace';
import type { LifecycleStage } from './lifecycle-stage';

/** One time that a deployment was paused by a hook. */
export interface Pause {
  /** `ecs-pause-<43 characters>`: what ContinueServiceDeployment names. */
  id: string;
  stage: LifecycleStage;
  status: DeploymentLifecycleHookStatus;
  /** Epoch ms. */
  expiresAt: number;
  timeoutAction: DeploymentLifecycleHookAction;
}

/** The PAUSE hooks of one deployment ("Pause hooks for Amazon ECS service deployments"). */
export class PauseHooks {
  /** Every pause of the deployment, the newest last. */
  readonly pauses: Pause[] = [];

  constructor(
    private readonly hooks: readonly DeploymentLifecycleHook[],
    private readonly pace: Pace,
  ) {}

  /** Begins the pauses of a stage, all at once; one that comes again pauses again. @param now epoch ms */
  enter(stage: LifecycleStage, now: number): void {
    for (const { lifecycleStages = [], timeoutConfiguration } of this.hooks) {
      if (!lifecycleStages.some((each) => each === stage)) continue;
      this.pauses.push({
        id: `ecs-pause-${randomBytes(32).toString('base64url')}`,
        stage,
        status: 'AWAITING_ACTION',
        expiresAt: now + this.pace.ms((timeoutConfiguration?.timeoutInMinutes ?? TIMEOUT_MINUTES) * 60),
        timeoutAction: timeoutConfiguration?.action ?? 'ROLLBACK',
      });
    }
  }

  /** The pauses that somebody has to end. */
  get awaited(): Pause[] {
    return this.pauses.filter(({ status }) => status === 'AWAITING_ACTION');
  }

  /** Ends the pauses that nobody ended in time. @returns the first of them that rolls the deployment back */
  expire(now: number): Pause | undefined {
    const expired = this.awaited.filter(({ expiresAt }) => now >= expiresAt);
    for (const pause of expired) pause.status = 'TIMED_OUT';
    return expired.find(({ timeoutAction }) => timeoutAction === 'ROLLBACK');
  }

  /** The deployment is rolled back: nothing waits any more. */
  abandon(): void {
    for (const pause of this.awaited) pause.status = 'FAILED';
  }
}

/** DeploymentLifecycleHookTimeoutConfiguration: a day where nothing else is asked for. */
const TIMEOUT_MINUTES = 1440;
