import type { DeploymentConfiguration } from '@aws-sdk/client-ecs';
import type { ServiceSettings } from '../../engine/scheduler/ecs-service';
import { CANARY_DEFAULTS, LINEAR_DEFAULTS } from '../../engine/scheduler/shift-plan';
import { invalidParameter, oneOf } from '../ecs.faults';
import { checkLifecycleHooks } from './lifecycle-hooks';

type Settled = ServiceSettings['deploymentConfiguration'];

/**
 * What belongs to the strategy that is asked for, with what ECS fills in; what belongs to another is refused where it is
 * asked for, and forgotten where it was there before. ECS's own words for most of this are not on record.
 * @throws AwsFault InvalidParameterException
 */
export function strategyOf(asked: DeploymentConfiguration, former: Partial<Settled>): Partial<Settled> {
  oneOf('Deployment strategy', asked.strategy, ['ROLLING', 'BLUE_GREEN', 'LINEAR', 'CANARY']);
  const strategy = asked.strategy ?? former.strategy ?? 'ROLLING';
  const bakeTimeInMinutes = asked.bakeTimeInMinutes ?? former.bakeTimeInMinutes ?? 0;
  checkMinutes('bakeTimeInMinutes', bakeTimeInMinutes);
  checkBelongs('linearConfiguration', asked.linearConfiguration, strategy === 'LINEAR', 'LINEAR');
  checkBelongs('canaryConfiguration', asked.canaryConfiguration, strategy === 'CANARY', 'CANARY');
  const lifecycleHooks = asked.lifecycleHooks ?? (strategy === 'ROLLING' ? [] : (former.lifecycleHooks ?? []));
  checkLifecycleHooks(asked.lifecycleHooks ?? [], strategy);
  return {
    strategy,
    bakeTimeInMinutes,
    lifecycleHooks: lifecycleHooks.length > 0 ? lifecycleHooks : undefined,
    linearConfiguration: strategy === 'LINEAR' ? linearOf(asked, former) : undefined,
    canaryConfiguration: strategy === 'CANARY' ? canaryOf(asked, former) : undefined,
  };
}

function linearOf(asked: DeploymentConfiguration, former: Partial<Settled>): Settled['linearConfiguration'] {
  const linear = { ...LINEAR_DEFAULTS, ...former.linearConfiguration, ...asked.linearConfiguration };
  checkPercent('stepPercent', linear.stepPercent, 3);
  checkMinutes('stepBakeTimeInMinutes', linear.stepBakeTimeInMinutes);
  return linear;
}

function canaryOf(asked: DeploymentConfiguration, former: Partial<Settled>): Settled['canaryConfiguration'] {
  const canary = { ...CANARY_DEFAULTS, ...former.canaryConfiguration, ...asked.canaryConfiguration };
  checkPercent('canaryPercent', canary.canaryPercent, 0.1);
  checkMinutes('canaryBakeTimeInMinutes', canary.canaryBakeTimeInMinutes);
  return canary;
}

function checkBelongs(member: string, value: unknown, belongs: boolean, strategy: string): void {
  if (value === undefined || belongs) return;
  throw invalidParameter(`${member} is only valid when the deployment strategy is ${strategy}.`);
}

function checkPercent(member: string, value: number, least: number): void {
  const isTenths = Math.abs(value * 10 - Math.round(value * 10)) < 1e-9;
  if (value < least || value > 100 || !isTenths) {
    throw invalidParameter(`${member} must be a multiple of 0.1 from ${least.toFixed(1)} to 100.0.`);
  }
}

function checkMinutes(member: string, value: number): void {
  if (Number.isInteger(value) && value >= 0 && value <= 1440) return;
  throw invalidParameter(`${member} must be an integer between 0 and 1440.`);
}
