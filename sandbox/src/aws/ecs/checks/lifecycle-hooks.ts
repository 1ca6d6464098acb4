import type { DeploymentLifecycleHook } from '@aws-sdk/client-ecs';
import { NotImplementedFault } from '../../wire/fault';
import { invalidParameter, oneOf } from '../ecs.faults';

const LAMBDA_STAGES = ['TEST_TRAFFIC_SHIFT', 'PRODUCTION_TRAFFIC_SHIFT'];
const PAUSE_STAGES = [
  'RECONCILE_SERVICE',
  'PRE_SCALE_UP',
  'POST_SCALE_UP',
  'POST_TEST_TRAFFIC_SHIFT',
  'PRE_PRODUCTION_TRAFFIC_SHIFT',
  'POST_PRODUCTION_TRAFFIC_SHIFT',
];
const MOST_HOOKS = 10;
const LONGEST_MINUTES = 20_160;

/**
 * Hooks that pause a deployment ("Pause hooks for Amazon ECS service deployments"). Those that call a Lambda function are
 * not served, and none are in a rolling update.
 * @throws AwsFault InvalidParameterException; NotImplemented with the path
 */
export function checkLifecycleHooks(hooks: readonly DeploymentLifecycleHook[], strategy: string): void {
  if (hooks.length > 0 && strategy === 'ROLLING') throw unserved('of a ROLLING strategy');
  for (const [at, hook] of hooks.entries()) checkHook(hook, `[${at}]`);
  if (hooks.length > MOST_HOOKS) throw invalidParameter(`You can configure at most ${MOST_HOOKS} pause hooks.`);
}

function checkHook({ targetType = 'AWS_LAMBDA', ...hook }: DeploymentLifecycleHook, at: string): void {
  if (!['AWS_LAMBDA', 'PAUSE'].includes(targetType)) {
    throw invalidParameter('Invalid targetType. Valid values are: AWS_LAMBDA, PAUSE');
  }
  if (targetType === 'AWS_LAMBDA') throw unserved(`${at}.targetType AWS_LAMBDA`);
  const { lifecycleStages = [], hookTargetArn, roleArn, timeoutConfiguration } = hook;
  if (hookTargetArn ?? roleArn) throw invalidParameter('hookTargetArn and roleArn are not supported for a Pause Hook');
  if (lifecycleStages.length === 0) throw invalidParameter('lifecycleStages is required for a lifecycle hook');
  for (const stage of lifecycleStages) {
    oneOf('lifecycle stage', stage, [...PAUSE_STAGES, ...LAMBDA_STAGES]);
    if (LAMBDA_STAGES.includes(stage)) throw invalidParameter('Invalid lifecycle stage provided for Pause Hook');
  }
  const { timeoutInMinutes, action } = timeoutConfiguration ?? {};
  oneOf('timeout action', action, ['CONTINUE', 'ROLLBACK']);
  if (timeoutInMinutes !== undefined && (timeoutInMinutes < 1 || timeoutInMinutes > LONGEST_MINUTES)) {
    throw invalidParameter(`timeoutInMinutes must be between 1 and ${LONGEST_MINUTES}.`);
  }
}

const unserved = (where: string): NotImplementedFault =>
  new NotImplementedFault('ecs', `deploymentConfiguration.lifecycleHooks${where.startsWith('[') ? '' : ' '}${where}`);
