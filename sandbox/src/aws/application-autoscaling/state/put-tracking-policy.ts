import { isDeepStrictEqual } from 'node:util';
import type { ScalableTarget, ScalingPolicy } from '../../engine/autoscaler/scaling-registry';
import { trackingAlarms } from '../../engine/autoscaler/tracking-alarms';
import { invalid } from '../checks/constraint';
import type { AutoScalingRegion, TrackingConfiguration } from './application-autoscaling.region';
import { policyMetric } from './tracked-metric';

/**
 * Makes a target tracking policy and its alarms. One that is changed keeps its ARN and gets new alarms; one that is put again as it
 * was keeps them.
 * @throws AwsFault ValidationException
 */
export function putTrackingPolicy(
  state: AutoScalingRegion,
  target: ScalableTarget,
  policyName: string,
  configuration: TrackingConfiguration,
): ScalingPolicy {
  checkOnlyOne(state.registry.policiesOf(target.resourceId), policyName, configuration);
  const existing = state.registry.policy(target.resourceId, policyName);
  return existing && isDeepStrictEqual(existing.configuration, configuration)
    ? existing
    : made(state, target, policyName, configuration);
}

function made(
  state: AutoScalingRegion,
  target: ScalableTarget,
  policyName: string,
  configuration: TrackingConfiguration,
): ScalingPolicy {
  const { resourceId } = target;
  const { tracked, samplesAreTasks } = policyMetric(configuration, target);
  const targetValue = configuration.TargetValue ?? 0;
  if (targetValue <= 0) invalid('Target value must be greater than 0');
  const existing = state.registry.policy(resourceId, policyName);
  const arn = existing?.arn ?? state.newPolicyArn(resourceId, policyName);
  const disableScaleIn = configuration.DisableScaleIn ?? false;
  const { high, low } = trackingAlarms({ arn, resourceId, targetValue, disableScaleIn }, tracked);
  if (existing) state.removePolicy(existing);
  const policy: ScalingPolicy<TrackingConfiguration> = {
    policyName,
    resourceId,
    arn,
    createdAt: existing?.createdAt ?? state.clock.now(),
    configuration,
    targetValue,
    scaleOutCooldown: configuration.ScaleOutCooldown ?? DEFAULT_COOLDOWN_SECONDS,
    scaleInCooldown: configuration.ScaleInCooldown ?? DEFAULT_COOLDOWN_SECONDS,
    samplesAreTasks,
    high: { name: high.alarmName, arn: state.alarms.putAlarm(high) },
    ...(low && { low: { name: low.alarmName, arn: state.alarms.putAlarm(low) } }),
  };
  state.registry.putPolicy(policy);
  return policy;
}

/** AWS's default for ECS services. */
const DEFAULT_COOLDOWN_SECONDS = 300;

function checkOnlyOne(
  policies: readonly ScalingPolicy<TrackingConfiguration>[],
  policyName: string,
  configuration: TrackingConfiguration,
): void {
  const same = policies.some(
    (other) =>
      other.policyName !== policyName && isDeepStrictEqual(metricOf(other.configuration), metricOf(configuration)),
  );
  if (same) invalid('Only one TargetTrackingScaling policy for a given metric specification is allowed.');
}

const metricOf = ({ PredefinedMetricSpecification, CustomizedMetricSpecification }: TrackingConfiguration) =>
  PredefinedMetricSpecification ?? CustomizedMetricSpecification;
