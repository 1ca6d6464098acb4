import {
  MetricType,
  PolicyType,
  type PutScalingPolicyRequest,
  type PutScalingPolicyResponse,
} from '@aws-sdk/client-application-auto-scaling';
import { NotImplementedFault } from '../../wire/fault';
import { operation } from '../../wire/operation';
import { wireAlarms } from '../answers/scaling-policy';
import { checkEnums, invalid } from '../checks/constraint';
import type { AutoScalingRegion } from '../state/application-autoscaling.region';
import { putStepPolicy } from '../state/put-step-policy';
import { putTrackingPolicy } from '../state/put-tracking-policy';
import { registeredTarget } from '../state/resource';

/** https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html: target tracking acts, step scaling is kept. */
export const putScalingPolicy = operation<AutoScalingRegion, PutScalingPolicyRequest, PutScalingPolicyResponse>({
  name: 'PutScalingPolicy',
  unsupported: [
    'PredictiveScalingPolicyConfiguration',
    { path: 'PolicyType', values: ['PredictiveScaling'] },
    'TargetTrackingScalingPolicyConfiguration.CustomizedMetricSpecification.Metrics',
  ],
  keptOnly: ['StepScalingPolicyConfiguration'],
  run(input, { state }) {
    const tracking = input.TargetTrackingScalingPolicyConfiguration;
    checkEnums(input, [
      { path: 'policyType', value: input.PolicyType, allowed: Object.values(PolicyType) },
      {
        path: 'targetTrackingScalingPolicyConfiguration.predefinedMetricSpecification.predefinedMetricType',
        value: tracking?.PredefinedMetricSpecification?.PredefinedMetricType,
        allowed: Object.values(MetricType),
      },
    ]);
    const target = registeredTarget(state, input);
    const { PolicyName: name = '', PolicyType: type = AWS_DEFAULT } = input;
    checkSameType(state, target.resourceId, name, type);
    if (type === 'StepScaling') {
      const { arn } = putStepPolicy(state, target, name, input.StepScalingPolicyConfiguration);
      return { PolicyARN: arn, Alarms: [] };
    }
    if (!tracking) {
      invalid('TargetTrackingScalingPolicyConfiguration must be specified for a policy of type TargetTrackingScaling');
    }
    const policy = putTrackingPolicy(state, target, name, tracking);
    return { PolicyARN: policy.arn, Alarms: wireAlarms(policy) };
  },
});

const AWS_DEFAULT = 'StepScaling';

/** @throws NotImplementedFault where a policy would have to become one of another type */
function checkSameType(state: AutoScalingRegion, resourceId: string, name: string, type: PolicyType): void {
  const tracks = state.registry.policy(resourceId, name) !== undefined;
  const steps = state.steps.find(resourceId, name) !== undefined;
  if ((type === 'StepScaling' && tracks) || (type === 'TargetTrackingScaling' && steps)) {
    throw new NotImplementedFault('application-autoscaling', `PutScalingPolicy with another PolicyType for ${name}`);
  }
}
