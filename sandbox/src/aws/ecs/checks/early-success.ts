import type { DeploymentEarlySuccessCriteria } from '@aws-sdk/client-ecs';
import { invalidParameter, oneOf } from '../ecs.faults';

/**
 * When a rolling deployment counts as successful before every task is replaced (API reference,
 * DeploymentEarlySuccessCriteria). How ECS words its refusals is not on record.
 * @throws AwsFault InvalidParameterException
 */
export function checkEarlySuccess(
  { enable, healthyPercent, sourceServiceRevisionCleanup }: DeploymentEarlySuccessCriteria,
  strategy: string,
  minimumHealthyPercent: number,
): void {
  oneOf('sourceServiceRevisionCleanup', sourceServiceRevisionCleanup, ['BLOCKING', 'DEFERRED']);
  if (!enable) return;
  if (strategy !== 'ROLLING') {
    throw invalidParameter('earlySuccessCriteria is only valid when the deployment strategy is ROLLING.');
  }
  if (healthyPercent === undefined || sourceServiceRevisionCleanup === undefined) {
    throw invalidParameter(
      'healthyPercent and sourceServiceRevisionCleanup are required when earlySuccessCriteria is enabled.',
    );
  }
  if (!Number.isInteger(healthyPercent) || healthyPercent < 0 || healthyPercent > 100) {
    throw invalidParameter('healthyPercent must be an integer between 0 and 100.');
  }
  if (healthyPercent < minimumHealthyPercent) {
    throw invalidParameter('healthyPercent must be greater than or equal to minimumHealthyPercent.');
  }
}
