import type { DeploymentCircuitBreaker, DeploymentConfiguration } from '@aws-sdk/client-ecs';
import { DEFAULT_BREAKER } from '../../engine/scheduler/circuit-breaker';
import type { ServiceSettings } from '../../engine/scheduler/ecs-service';
import { invalidParameter } from '../ecs.faults';
import { checkEarlySuccess } from './early-success';
import { strategyOf } from './deployment-strategy';

type Settled = ServiceSettings['deploymentConfiguration'];

const DEFAULTS: Settled = {
  deploymentCircuitBreaker: DEFAULT_BREAKER,
  maximumPercent: 200,
  minimumHealthyPercent: 100,
  strategy: 'ROLLING',
  bakeTimeInMinutes: 0,
};

const OFF = { enable: false };

/**
 * A deployment configuration with everything that ECS fills in.
 * @param asked what the caller named; the rest stays as it was in `former`.
 * @throws AwsFault InvalidParameterException
 */
export function settledConfiguration(asked: DeploymentConfiguration = {}, former: Partial<Settled> = {}): Settled {
  const before = { ...DEFAULTS, ...former };
  const settled: Settled = {
    ...before,
    ...asked,
    maximumPercent: asked.maximumPercent ?? before.maximumPercent,
    minimumHealthyPercent: asked.minimumHealthyPercent ?? before.minimumHealthyPercent,
    deploymentCircuitBreaker: breakerOf(asked.deploymentCircuitBreaker, before.deploymentCircuitBreaker),
    ...strategyOf(asked, before),
  };
  if (asked.earlySuccessCriteria || settled.strategy === 'ROLLING') {
    checkEarlySuccess(
      settled.earlySuccessCriteria ?? OFF,
      settled.strategy ?? 'ROLLING',
      settled.minimumHealthyPercent,
    );
  } else delete settled.earlySuccessCriteria;
  if (settled.maximumPercent < 100) throw invalidParameter('maximumPercent must be at least 100');
  if (settled.minimumHealthyPercent > 100) throw invalidParameter('minimumHealthyPercent must be at most 100');
  if (settled.minimumHealthyPercent < 0) throw invalidParameter('minimumHealthyPercent must be at least 0');
  if (settled.strategy === 'ROLLING' && settled.maximumPercent === 100 && settled.minimumHealthyPercent === 100) {
    throw invalidParameter(
      'Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments.',
    );
  }
  return settled;
}

function breakerOf(asked?: DeploymentCircuitBreaker, before?: DeploymentCircuitBreaker): DeploymentCircuitBreaker {
  if (!asked) return before ?? DEFAULT_BREAKER;
  const threshold = asked.thresholdConfiguration ?? DEFAULT_BREAKER.thresholdConfiguration;
  if (!['BOUNDED_PERCENT', 'COUNT', 'UNBOUNDED_PERCENT'].includes(threshold.type ?? '')) {
    throw invalidParameter('Invalid deployment circuit breaker threshold type.');
  }
  const highest = threshold.type === 'COUNT' ? Number.POSITIVE_INFINITY : 100;
  if (!threshold.value || threshold.value < 1 || threshold.value > highest) {
    throw invalidParameter('Invalid deployment circuit breaker threshold value.');
  }
  return { ...asked, resetOnHealthyTask: asked.resetOnHealthyTask ?? true, thresholdConfiguration: threshold };
}
