import { isDeepStrictEqual } from 'node:util';
import {
  MetricType,
  PolicyType,
  type PutScalingPolicyRequest,
  type PutScalingPolicyResponse,
} from '@aws-sdk/client-application-auto-scaling';
import type { ScalableTarget, ScalingPolicy } from '../../engine/autoscaler/scaling-registry';
import { trackingAlarms } from '../../engine/autoscaler/tracking-alarms';
import { NotImplementedFault } from '../../wire/fault';
import { operation } from '../../wire/operation';
import type { AutoScalingRegion, TrackingConfiguration } from '../state/application-autoscaling.region';
import { checkEnums, invalid } from '../checks/constraint';
import { registeredTarget } from '../state/resource';
import { policyMetric } from '../state/tracked-metric';
import { wireAlarms } from '../answers/scaling-policy';

/**
 * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html for target tracking. A policy that is
 * changed keeps its ARN and gets new alarms; one that is put again as it was keeps them.
 */
export const putScalingPolicy = operation<AutoScalingRegion, PutScalingPolicyRequest, PutScalingPolicyResponse>({
  name: 'PutScalingPolicy',
  unsupported: ['StepScalingPolicyConfiguration', 'PredictiveScalingPolicyConfiguration'],
  run(input, { state }) {
    const configuration = input.TargetTrackingScalingPolicyConfiguration;
    checkEnums(input, [
      { path: 'policyType', value: input.PolicyType, allowed: Object.values(PolicyType) },
      {
        path: 'targetTrackingScalingPolicyConfiguration.predefinedMetricSpecification.predefinedMetricType',
        value: configuration?.PredefinedMetricSpecification?.PredefinedMetricType,
        allowed: Object.values(MetricType),
      },
    ]);
    // AWS's default is StepScaling.
    const type = input.PolicyType ?? 'StepScaling';
    const target = registeredTarget(state, input);
    if (type !== 'TargetTrackingScaling') {
      throw new NotImplementedFault('application-autoscaling', `PutScalingPolicy with PolicyType ${type}`);
    }
    if (!configuration) {
      invalid('TargetTrackingScalingPolicyConfiguration must be specified for a policy of type TargetTrackingScaling');
    }
    const policyName = input.PolicyName ?? '';
    checkOnlyOne(state.registry.policiesOf(target.resourceId), policyName, configuration);
    const existing = state.registry.policy(target.resourceId, policyName);
    const policy =
      existing && isDeepStrictEqual(existing.configuration, configuration)
        ? existing
        : made(state, target, policyName, configuration);
    return { PolicyARN: policy.arn, Alarms: wireAlarms(policy) };
  },
});

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
