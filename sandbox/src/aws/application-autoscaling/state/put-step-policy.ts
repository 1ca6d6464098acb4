import { AdjustmentType, type StepScalingPolicyConfiguration } from '@aws-sdk/client-application-auto-scaling';
import type { ScalableTarget } from '../../engine/autoscaler/scaling-registry';
import { checkEnums, invalid } from '../checks/constraint';
import type { AutoScalingRegion } from './application-autoscaling.region';
import type { StepPolicy } from './step-policies';

/** Keeps a step scaling policy; one that is changed keeps its ARN. @throws AwsFault ValidationException */
export function putStepPolicy(
  state: AutoScalingRegion,
  { resourceId }: ScalableTarget,
  policyName: string,
  configuration: StepScalingPolicyConfiguration | undefined,
): StepPolicy {
  if (!configuration) invalid('StepScalingPolicyConfiguration must be specified for a policy of type StepScaling');
  const { AdjustmentType: adjustment, StepAdjustments: steps = [] } = configuration;
  checkEnums({}, [
    {
      path: 'stepScalingPolicyConfiguration.adjustmentType',
      value: adjustment,
      allowed: Object.values(AdjustmentType),
    },
  ]);
  if (adjustment === undefined) invalid('You must specify an AdjustmentType for a policy of type StepScaling');
  if (steps.length === 0) invalid('At least one StepAdjustment must be specified for a policy of type StepScaling');
  const before = state.steps.find(resourceId, policyName);
  const policy = {
    policyName,
    resourceId,
    arn: before?.arn ?? state.newPolicyArn(resourceId, policyName),
    createdAt: before?.createdAt ?? state.clock.now(),
    configuration,
  };
  state.steps.put(policy);
  return policy;
}
