import type {
  DeploymentConfiguration,
  DeploymentLifecycleHookDetail,
  ServiceDeployment,
  ServiceRevisionSummary,
} from '@aws-sdk/client-ecs';
import type { Hook, RolloutState } from '../../domain/deployments/stages.types';

const STATUS: Readonly<Record<string, Hook['status']>> = {
  AWAITING_ACTION: 'waiting',
  IN_PROGRESS: 'running',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timed-out',
};

/** The way on which a service deployment is; undefined where ECS says nothing of it. */
export function rolloutState(found: ServiceDeployment): RolloutState | undefined {
  const { lifecycleStage: stage, deploymentConfiguration: settings, lifecycleHookDetails = [], updatedAt } = found;
  if (stage === undefined && settings === undefined) return undefined;
  const { strategy = 'ROLLING', bakeTimeInMinutes = 0 } = settings ?? {};
  const step = stepOf(settings);
  const { alarmNames = [], triggeredAlarmNames = [], status } = found.alarms ?? {};
  const { enable, healthyPercent } = settings?.earlySuccessCriteria ?? {};
  return {
    strategy,
    ...(stage ? { stage } : {}),
    bakeMinutes: bakeTimeInMinutes,
    ...(step ? { step } : {}),
    ...(strategy === 'ROLLING' ? {} : weightsOf(found)),
    hooks: lifecycleHookDetails.map(hookOf),
    ...(alarmNames.length > 0 && status !== 'DISABLED'
      ? { alarms: { names: alarmNames, triggered: triggeredAlarmNames } }
      : {}),
    ...(enable === true && healthyPercent !== undefined ? { early: { percent: healthyPercent } } : {}),
    ...(updatedAt ? { updatedAt: updatedAt.getTime() } : {}),
  };
}

// The defaults are AWS's: CanaryConfiguration and LinearConfiguration in the ECS API reference.
function stepOf(settings: DeploymentConfiguration | undefined): RolloutState['step'] {
  const { strategy, canaryConfiguration, linearConfiguration } = settings ?? {};
  if (strategy === 'CANARY') {
    const { canaryPercent = 5, canaryBakeTimeInMinutes = 10 } = canaryConfiguration ?? {};
    return { percent: canaryPercent, minutes: canaryBakeTimeInMinutes };
  }
  if (strategy !== 'LINEAR') return undefined;
  const { stepPercent = 10, stepBakeTimeInMinutes = 6 } = linearConfiguration ?? {};
  return { percent: stepPercent, minutes: stepBakeTimeInMinutes };
}

function weightsOf({
  targetServiceRevision: target,
  sourceServiceRevisions: sources = [],
}: ServiceDeployment): Pick<RolloutState, 'production'> {
  const fresh = target?.requestedProductionTrafficWeight;
  return fresh === undefined ? {} : { production: { fresh, old: sum(sources) } };
}

function sum(sources: readonly ServiceRevisionSummary[]): number {
  return sources.reduce((all, { requestedProductionTrafficWeight: weight = 0 }) => all + weight, 0);
}

function hookOf(detail: DeploymentLifecycleHookDetail): Hook {
  const { hookId = '', targetType, status = '', expiresAt, timeoutAction } = detail;
  return {
    id: hookId,
    kind: targetType === 'PAUSE' ? 'pause' : 'function',
    status: STATUS[status] ?? 'running',
    ...(expiresAt ? { expiresAt: expiresAt.getTime() } : {}),
    ...(timeoutAction ? { otherwise: timeoutAction } : {}),
  };
}
