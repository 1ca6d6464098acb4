import type { Alarm, ScalingPolicy as WirePolicy } from '@aws-sdk/client-application-auto-scaling';
import type { ScalingPolicy } from '../../engine/autoscaler/scaling-registry';
import type { TrackingConfiguration } from '../state/application-autoscaling.region';
import { ECS_SERVICE } from '../state/resource';
import type { StepPolicy } from '../state/step-policies';

/** A policy's alarms as AWS lists them, the high one first. */
export const wireAlarms = ({ high, low }: ScalingPolicy): Alarm[] =>
  [high, ...(low ? [low] : [])].map(({ name, arn }) => ({ AlarmName: name, AlarmARN: arn }));

/** A step scaling policy as DescribeScalingPolicies answers it. */
export const wireStepPolicy = (policy: StepPolicy): WirePolicy => ({
  ...wireHead(policy),
  PolicyType: 'StepScaling',
  StepScalingPolicyConfiguration: policy.configuration,
  Alarms: [],
});

/** A target tracking policy as DescribeScalingPolicies answers it. */
export const wirePolicy = (policy: ScalingPolicy<TrackingConfiguration>): WirePolicy => ({
  ...wireHead(policy),
  PolicyType: 'TargetTrackingScaling',
  TargetTrackingScalingPolicyConfiguration: policy.configuration,
  Alarms: wireAlarms(policy),
});

const wireHead = ({ arn, policyName, resourceId, createdAt }: Omit<StepPolicy, 'configuration'>) => ({
  PolicyARN: arn,
  PolicyName: policyName,
  ServiceNamespace: ECS_SERVICE.namespace,
  ResourceId: resourceId,
  ScalableDimension: ECS_SERVICE.dimension,
  CreationTime: new Date(createdAt),
});
